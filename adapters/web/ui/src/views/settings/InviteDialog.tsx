import { Check, Copy } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";

import { type Invitation, type Role, useInvite } from "../../api/members";
import type { Workspace } from "../../api/types";
import { useCopy } from "../../lib/copy";
import { moment } from "../../lib/times";
import { faultOf, sentence } from "../../lib/words";
import { Button, Field, Icon } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import { SelectField } from "../../parts/Fields";

const ADDRESS = /^\S+@\S+$/u;

/** The link of an invitation, told once. */
function Link({ invitation, another, onClose }: { invitation: Invitation; another: () => void; onClose: () => void }): ReactNode {
  const { copied, copyText } = useCopy();
  const url = invitation.accept_url ?? "";
  return (
    <>
      <div className="dialog-body">
        <p>Send this link to <b>{invitation.email}</b>. It works until {moment(new Date(invitation.expires_at), new Date())}, and it is shown only now.</p>
        <Field label="Link" readOnly value={url} onFocus={(event) => { event.target.select(); }} autoFocus />
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" onClick={another}>Invite another</Button>
        <Button look="quiet" onClick={onClose}>Close</Button>
        <Button look="ink" onClick={() => { copyText(url); }}><Icon of={copied ? Check : Copy} />{copied ? "Copied" : "Copy link"}</Button>
      </footer>
    </>
  );
}

/** Invites somebody into the workspace: by mail where the server sends mail, and by a link to hand on. */
export function InviteDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }): ReactNode {
  const invite = useInvite(workspace.id);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [isChecked, setChecked] = useState(false);
  const own = isChecked && !ADDRESS.test(email.trim()) ? "Write an address such as ana@shop.example." : null;
  const fault = own ?? (invite.variables?.email === email.trim() ? faultOf(invite.error, "email") : null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (ADDRESS.test(email.trim())) invite.mutate({ email: email.trim(), role });
  };
  const another = (): void => {
    invite.reset();
    setEmail("");
    setChecked(false);
  };
  return (
    <Dialog title={`Invite to ${workspace.name}`} onClose={onClose}>
      {invite.data ? <Link invitation={invite.data} another={another} onClose={onClose} /> : (
        <form className="dialog-form" noValidate onSubmit={submit}>
          <div className="dialog-body">
            {invite.error && fault === null ? <p className="form-fault" role="alert">{sentence(invite.error)}</p> : null}
            <Field label="Email" type="email" autoFocus autoComplete="off" value={email} fault={fault} onChange={(event) => { setEmail(event.target.value); }} onBlur={() => { if (email !== "") setChecked(true); }} />
            <SelectField label="Role" value={role} hint={ROLE_HINTS[role]} onChange={(event) => { setRole(event.target.value as Role); }}>
              {workspace.role === "owner" ? <option value="admin">Admin</option> : null}
              <option value="member">Member</option>
              <option value="guest">Guest</option>
            </SelectField>
          </div>
          <footer className="dialog-foot">
            <Button look="quiet" onClick={onClose}>Cancel</Button>
            <Button type="submit" look="ink" busy={invite.isPending}>Make invitation</Button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}

const ROLE_HINTS: Record<Role, string> = {
  owner: "Everything, and who the owners and admins are",
  admin: "Everything but who the owners and admins are",
  member: "Channels, agents, and decisions of low risk",
  guest: "Reads and writes where they were added, decides nothing",
};
