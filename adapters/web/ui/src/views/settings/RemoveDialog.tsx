import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useQueryClient } from "@tanstack/react-query";

import { type Person, useRemove } from "../../api/members";
import { useAgents } from "../../api/queries";
import type { AgentConfiguration } from "../../api/types";
import { sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import type { Shell } from "../WorkspaceShell";

function owned(agents: readonly AgentConfiguration[], userId: string): string[] {
  return agents.filter((one) => one.created_by_user_id === userId).map((one) => one.name);
}

/** Says what somebody owns before they are taken out, and what becomes of it. */
export function RemoveDialog({ person, shell, onClose }: { person: Person; shell: Shell; onClose: () => void }): ReactNode {
  const remove = useRemove(shell.workspace.id);
  const client = useQueryClient();
  const navigate = useNavigate();
  const isMe = person.user_id === shell.me.user.id;
  const agents = owned(useAgents(shell.workspace.id).data ?? [], person.user_id);
  const title = isMe ? `Leave ${shell.workspace.name}?` : `Remove ${person.name}?`;
  const done = async (): Promise<void> => {
    onClose();
    if (!isMe) return;
    await client.invalidateQueries({ queryKey: ["me"] });
    void navigate("/");
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body">
        {remove.error ? <p className="form-fault" role="alert">{sentence(remove.error)}</p> : null}
        <p>{isMe ? "You lose" : `${person.name} loses`} access at once, in every open window. What was written stays.</p>
        {agents.length > 0 ? <p>{isMe ? "You" : person.name} set up {new Intl.ListFormat("en").format(agents)}. {agents.length === 1 ? "It keeps" : "They keep"} running; an owner or admin can change {agents.length === 1 ? "it" : "them"}.</p> : <p>{isMe ? "You own" : `${person.name} owns`} no agent here.</p>}
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep</Button>
        <Button className="danger" busy={remove.isPending} onClick={() => { remove.mutate(person.user_id, { onSuccess: () => void done() }); }}>{isMe ? "Leave" : "Remove"}</Button>
      </footer>
    </Dialog>
  );
}
