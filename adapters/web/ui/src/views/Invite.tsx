import { Users } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link, useNavigate, useParams } from "react-router";

import { type Invited, useAccept, useInvited } from "../api/members";
import { useLeave, useMe } from "../api/queries";
import type { Me } from "../api/types";
import { moment } from "../lib/times";
import { sentence } from "../lib/words";
import { Button } from "../parts/Basics";
import { Notice } from "../parts/Notice";
import { NoticeView } from "./Home";
import { ShellBones } from "./Waiting";

const CLOSED: Record<Exclude<Invited["state"], "open">, { title: string; why: string }> = {
  accepted: { title: "This invitation was taken up", why: "It works once. If you took it up, open your workspace." },
  expired: { title: "This invitation has expired", why: "Invitations work for 7 days. Ask whoever sent it for a new one." },
  revoked: { title: "This invitation was taken back", why: "Ask whoever sent it for a new one." },
};

const ROLES: Record<Invited["role"], string> = { owner: "an owner", admin: "an admin", member: "a member", guest: "a guest" };

function Closed({ state }: { state: keyof typeof CLOSED }): ReactNode {
  return <NoticeView title={CLOSED[state].title} icon={Users} why={CLOSED[state].why}><Link className="button ink" to="/">Open your workspace</Link></NoticeView>;
}

/** For whoever is signed in: as whom, and the step itself. */
function Accept({ token, me }: { token: string; me: Me }): ReactNode {
  const accept = useAccept(token);
  const leave = useLeave();
  const navigate = useNavigate();
  return (
    <>
      <p className="invite-as">You are signed in as {me.user.name} ({me.user.email}).</p>
      {accept.error ? <p className="form-fault" role="alert">{sentence(accept.error)}</p> : null}
      <div className="notice-actions">
        <Button look="ink" busy={accept.isPending} onClick={() => { accept.mutate(undefined, { onSuccess: (workspace) => void navigate(`/w/${workspace.id}`, { replace: true }) }); }}>Join</Button>
        <Button look="quiet" busy={leave.isPending} onClick={() => { leave.mutate(undefined); }}>Sign in as somebody else</Button>
      </div>
    </>
  );
}

function Enter({ token, email }: { token: string; email: string }): ReactNode {
  const query = `?next=${encodeURIComponent(`/invite/${token}`)}&email=${encodeURIComponent(email)}`;
  return (
    <div className="notice-actions">
      <Link className="button ink" to={`/register${query}`}>Make an account</Link>
      <Link className="button" to={`/sign-in${query}`}>Sign in</Link>
    </div>
  );
}

function Open({ token, invited, me }: { token: string; invited: Invited; me: Me | null }): ReactNode {
  const who = invited.invited_by_name ?? "Somebody";
  return (
    <main className="main notice-place" id="main" tabIndex={-1}>
      <div className="notice invite">
        <span className="glyph"><Users size={20} strokeWidth={1.5} aria-hidden="true" /></span>
        <h1>Join {invited.workspace_name}</h1>
        <p>{who} invites {invited.email} as {ROLES[invited.role]}. The invitation works until {moment(new Date(invited.expires_at), new Date())}.</p>
        {me === null ? <Enter token={token} email={invited.email} /> : <Accept token={token} me={me} />}
      </div>
    </main>
  );
}

/** Where an invitation's link leads: who invites where, and taking it up. */
export default function Invite(): ReactNode {
  const { token = "" } = useParams();
  const invited = useInvited(token);
  const me = useMe();
  useEffect(() => {
    document.title = "Invitation · IONFLUX";
  }, []);
  if (invited.isError) {
    return <main className="main notice-place" id="main" tabIndex={-1}><Notice page title="This invitation could not be read" why={invited.error} busy={invited.isFetching} retry={() => void invited.refetch()} /></main>;
  }
  if (invited.data === undefined || me.data === undefined) return <ShellBones />;
  return invited.data.state === "open" ? <Open token={token} invited={invited.data} me={me.data} /> : <Closed state={invited.data.state} />;
}
