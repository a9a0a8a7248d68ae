import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";

import { useMakeWorkspace } from "../../api/queries";
import { faultOf, sentence } from "../../lib/words";
import { Button, Field } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";

/** Makes a workspace of one's own and goes there. */
export default function NewWorkspace({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const make = useMakeWorkspace();
  const navigate = useNavigate();
  const fault = faultOf(make.error, "name");
  return (
    <Dialog title="New workspace" onClose={onClose}>
      <form onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") make.mutate(name.trim(), { onSuccess: (workspace) => void navigate(`/w/${workspace.id}`) });
      }}>
        <div className="dialog-body">
          {make.error && fault === null ? <p className="form-fault" role="alert">{sentence(make.error)}</p> : null}
          <Field label="Name" hint="Your shop or team, as its people know it" value={name} fault={fault} maxLength={100} autoFocus required
            onChange={(event) => { setName(event.target.value); }} />
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="ink" type="submit" busy={make.isPending}>Make the workspace</Button>
        </footer>
      </form>
    </Dialog>
  );
}
