import { type ReactNode, useState } from "react";

import { type Library, useMakeLibrary } from "../../api/prompts";
import { ApiError } from "../../api/client";
import { faultOf, sentence } from "../../lib/words";
import { Button, Field } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import { TextField } from "../../parts/Fields";

/** Makes a library, in which prompts are kept together. */
export function NewLibrary({ workspaceId, onClose, onMade }: { workspaceId: string; onClose: () => void; onMade: (one: Library) => void }): ReactNode {
  const [name, setName] = useState("");
  const [about, setAbout] = useState("");
  const make = useMakeLibrary(workspaceId);
  const isTaken = make.error instanceof ApiError && make.error.code === "name_taken";
  const fault = isTaken ? "There is a library of this name already." : faultOf(make.error, "name");
  return (
    <Dialog title="New library" onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        make.mutate({ name: name.trim(), description_text: about.trim() || null }, {
          onSuccess: (one) => {
            onClose();
            onMade(one);
          },
        });
      }}>
        <div className="dialog-body">
          {make.error && fault === null ? <p className="form-fault" role="alert">{sentence(make.error)}</p> : null}
          <Field label="Name" hint="Such as Shop mails" value={name} fault={fault} autoFocus required maxLength={200} onChange={(event) => { setName(event.target.value); }} />
          <TextField label="What it is for" rows={2} maxLength={10_000} value={about} onChange={(event) => { setAbout(event.target.value); }} />
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="ink" type="submit" busy={make.isPending}>Make the library</Button>
        </footer>
      </form>
    </Dialog>
  );
}
