import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";

import { useCreateChannel } from "../../api/channels";
import { ApiError } from "../../api/client";
import { channelName, nameNote } from "../../lib/channelName";
import { faultOf, sentence } from "../../lib/words";
import { useLive } from "../../live/context";
import { Button, Field } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import { TextField } from "../../parts/Fields";

const TYPES = [
  { value: "public", label: "Public", hint: "Everybody in the workspace can read it and join." },
  { value: "private", label: "Private", hint: "Only those who are added can see it." },
] as const;

/** Makes a channel and goes there. */
export default function NewChannel({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [type, setType] = useState<"public" | "private">("public");
  const create = useCreateChannel();
  const navigate = useNavigate();
  const { workspaceId } = useLive();
  const isTaken = create.error instanceof ApiError && create.error.code === "name_taken";
  const fault = isTaken ? "There is a channel of this name already." : faultOf(create.error, "name");
  const wanted = channelName(name);
  const note = nameNote(name);
  const make = (): void => {
    if (wanted === "") return;
    create.mutate({ name: wanted, type, description_text: topic.trim() || null }, {
      onSuccess: (channel) => {
        onClose();
        void navigate(`/w/${workspaceId}/c/${channel.id}`);
      },
    });
  };
  return (
    <Dialog title="New channel" onClose={onClose}>
      <form onSubmit={(event) => {
        event.preventDefault();
        make();
      }}>
        <div className="dialog-body">
          {create.error && fault === null ? <p className="form-fault" role="alert">{sentence(create.error)}</p> : null}
          <Field label="Name" hint={note.hint} value={name} fault={note.fault ?? fault} autoFocus required autoComplete="off"
            onChange={(event) => { setName(event.target.value); }} />
          <TextField label="What it is for" rows={2} maxLength={2_000} value={topic} onChange={(event) => { setTopic(event.target.value); }} />
          <fieldset className="choices">
            <legend>Who reads it</legend>
            {TYPES.map((one) => (
              <label key={one.value} className="choice">
                <input type="radio" name="type" value={one.value} checked={type === one.value} onChange={() => { setType(one.value); }} />
                <span><b>{one.label}</b>{one.hint}</span>
              </label>
            ))}
          </fieldset>
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="ink" type="submit" busy={create.isPending}>Make the channel</Button>
        </footer>
      </form>
    </Dialog>
  );
}
