import type { ReactNode } from "react";

import { type Person, useChangeRole } from "../../api/members";
import { sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import type { Shell } from "../WorkspaceShell";

/** Says what somebody loses before they become a guest. */
export function GuestDialog({ person, shell, onClose }: { person: Person; shell: Shell; onClose: () => void }): ReactNode {
  const change = useChangeRole(shell.workspace.id);
  const isMe = person.user_id === shell.me.user.id;
  const [they, them] = isMe ? ["You", "you"] : ["They", "them"];
  return (
    <Dialog title={isMe ? "Become a guest?" : `Make ${person.name} a guest?`} onClose={onClose}>
      <div className="dialog-body">
        {change.error ? <p className="form-fault" role="alert">{sentence(change.error)}</p> : null}
        <p>{isMe ? "You leave" : `${person.name} leaves`} every public channel and every agent's channel at once. Private channels and direct messages stay. A guest reads only the channels they were added to.</p>
        <p>A guest decides no proposals, and sees no agents, runs, prompts, brands or creators.</p>
        <p>{they} can be made a member again. That brings {them} back into the public channels.</p>
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep as {person.role}</Button>
        <Button className="danger" busy={change.isPending} onClick={() => { change.mutate({ userId: person.user_id, role: "guest" }, { onSuccess: onClose }); }}>{isMe ? "Become a guest" : "Make a guest"}</Button>
      </footer>
    </Dialog>
  );
}
