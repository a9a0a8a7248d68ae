import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useNavigate } from "react-router";

import { useCreateChannel } from "../../api/channels";
import { usePeople } from "../../api/members";
import { usePresence } from "../../api/people";
import { useLive } from "../../live/context";
import { sentence } from "../../lib/words";
import { Field } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import { More, narrowed } from "../../parts/Narrowed";
import { Cause } from "../../parts/Notice";
import { RowBones } from "../Waiting";
import { Face } from "./Face";

/** Arrow keys walk from the field into the list and along it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("input, .person")];
  event.preventDefault();
  all[all.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}

/** Chooses whom to write to, and goes to the conversation with them. */
export default function NewDirect({ onClose }: { onClose: () => void }): ReactNode {
  const live = useLive();
  const people = usePeople(live.workspaceId);
  const create = useCreateChannel();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const others = people.data?.filter((one) => one.user_id !== live.myId);
  const { shown, more } = narrowed(others ?? [], text);
  const presence = usePresence(live.workspaceId, shown.map((one) => one.user_id));
  const begin = (userId: string): void => {
    create.mutate({ type: "dm", member_user_ids_array: [userId] }, {
      onSuccess: (channel) => {
        onClose();
        void navigate(`/w/${live.workspaceId}/c/${channel.id}`);
      },
    });
  };
  return (
    <Dialog title="New message" onClose={onClose}>
      <div className="dialog-body" onKeyDown={walk}>
        {create.error ? <p className="form-fault" role="alert">{sentence(create.error)}</p> : null}
        <form onSubmit={(event) => {
          event.preventDefault();
          const [first] = shown;
          if (first !== undefined) begin(first.user_id);
        }}>
          <Field label="To" placeholder="Name or email" value={text} autoFocus autoComplete="off" onChange={(event) => { setText(event.target.value); }} />
        </form>
        {people.isPending ? <RowBones rows={3} /> : null}
        {people.error && people.data === undefined ? <Cause error={people.error} /> : null}
        {others !== undefined && shown.length === 0 ? <p className="quiet">{text.trim() === "" ? "You are the only one here. Invite somebody first." : "Nobody here is called so."}</p> : null}
        <ul className="people">
          {shown.map((one) => (
            <li key={one.user_id}>
              <button type="button" className="person" aria-disabled={create.isPending} onClick={() => { begin(one.user_id); }}>
                <Face id={one.user_id} name={one.name} status={presence[one.user_id] ?? "gone"} size={28} />
                <span className="cut">{one.name}</span>
                {one.email ? <span className="quiet cut">{one.email}</span> : null}
              </button>
            </li>
          ))}
        </ul>
        <More count={more} />
      </div>
    </Dialog>
  );
}
