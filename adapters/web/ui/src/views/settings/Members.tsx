import * as Menu from "@radix-ui/react-dropdown-menu";
import { Check, ChevronDown, Mail, MoreHorizontal, UserMinus } from "lucide-react";
import { type ReactNode, useState } from "react";

import { type Invitation, type Person, type Role, useChangeRole, useInvitations, useNameOf, usePeople, useRevoke } from "../../api/members";
import { openOverlay } from "../../lib/overlay";
import { moment } from "../../lib/times";
import { count, sentence } from "../../lib/words";
import { Avatar, Button, Icon } from "../../parts/Basics";
import { Narrowed } from "../../parts/Narrowed";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { GuestDialog } from "./GuestDialog";
import { RemoveDialog } from "./RemoveDialog";
import { Roles } from "./Roles";

const NAMES: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member", guest: "Guest" };

/** What keeps a role from being changed by whoever looks; null where it may be. The last owner is told before, not after. */
function whyNot(person: Person, people: readonly Person[], myRole: string): string | null {
  if (myRole !== "owner" && myRole !== "admin") return "An owner or admin changes roles.";
  if (myRole === "admin" && (person.role === "owner" || person.role === "admin")) return "An owner changes the roles of owners and admins.";
  const owners = people.filter((one) => one.role === "owner").length;
  return person.role === "owner" && owners === 1 ? "The last owner. Make somebody else an owner first." : null;
}

function RoleMenu({ person, people, shell }: { person: Person; people: readonly Person[]; shell: Shell }): ReactNode {
  const change = useChangeRole(shell.workspace.id);
  const [isLowering, setLowering] = useState(false);
  const choose = (role: Role): void => {
    // Whoever becomes a guest loses channels at once: that is said before.
    if (role === "guest" && person.role !== "guest") setLowering(true);
    else change.mutate({ userId: person.user_id, role });
  };
  const why = whyNot(person, people, shell.workspace.role);
  const offered: Role[] = shell.workspace.role === "owner" ? ["owner", "admin", "member", "guest"] : ["member", "guest"];
  if (why !== null) return <span className="role-still" title={why}>{NAMES[person.role]}{why.startsWith("The last") ? <span className="settings-under"> the last one</span> : null}</span>;
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger className="role-button" aria-label={`Role of ${person.name}: ${NAMES[person.role]}`}>{NAMES[person.role]}<Icon of={ChevronDown} size={14} /></Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
            <Menu.RadioGroup value={person.role} onValueChange={(role) => { choose(role as Role); }}>
              {offered.map((role) => (
                <Menu.RadioItem key={role} value={role} className="menu-item"><span className="cut">{NAMES[role]}</span><Menu.ItemIndicator><Icon of={Check} /></Menu.ItemIndicator></Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      {isLowering ? <GuestDialog person={person} shell={shell} onClose={() => { setLowering(false); }} /> : null}
      {change.error ? <p className="fault" role="alert">{sentence(change.error)}</p> : null}
    </>
  );
}

interface RowProps {
  person: Person;
  people: readonly Person[];
  shell: Shell;
  remove: (person: Person) => void;
}

function Row({ person, people, shell, remove }: RowProps): ReactNode {
  const isMe = person.user_id === shell.me.user.id;
  const why = whyNot(person, people, shell.workspace.role);
  const may = isMe ? !why?.startsWith("The last") : why === null;
  return (
    <tr>
      <td>
        <div className="member">
          <Avatar id={person.user_id} name={person.name} kind="user" size={28} />
          <div><p><bdi>{person.name}</bdi>{isMe ? <span className="settings-under"> you</span> : null}</p><p className="settings-under">{person.email}</p></div>
        </div>
      </td>
      <td><RoleMenu person={person} people={people} shell={shell} /></td>
      <td className="settings-under wide"><time dateTime={person.joined_at}>{moment(new Date(person.joined_at), new Date())}</time></td>
      <td className="row-end">
        {may ? (
          <Menu.Root modal={false}>
            <Menu.Trigger className="icon-button" aria-label={`More for ${person.name}`}><Icon of={MoreHorizontal} /></Menu.Trigger>
            <Menu.Portal>
              <Menu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
                <Menu.Item className="menu-item" onSelect={() => { remove(person); }}><Icon of={UserMinus} />{isMe ? "Leave the workspace" : "Remove from the workspace"}</Menu.Item>
              </Menu.Content>
            </Menu.Portal>
          </Menu.Root>
        ) : null}
      </td>
    </tr>
  );
}

function InvitationRow({ invitation, shell }: { invitation: Invitation; shell: Shell }): ReactNode {
  const revoke = useRevoke(shell.workspace.id);
  const nameOf = useNameOf(shell.workspace.id);
  const by = invitation.invited_by_user_id === null ? null : nameOf(invitation.invited_by_user_id);
  return (
    <tr>
      <td>
        <div className="member">
          <span className="avatar size-28 pending-face"><Icon of={Mail} size={14} /></span>
          <div>
            <p>{invitation.email}</p>
            <p className="settings-under">Invited{by ? ` by ${by}` : ""}, until {moment(new Date(invitation.expires_at), new Date())}</p>
            {revoke.error ? <p className="fault" role="alert">{sentence(revoke.error)}</p> : null}
          </div>
        </div>
      </td>
      <td className="settings-under">{NAMES[invitation.role]}</td>
      <td className="settings-under wide">pending</td>
      <td className="row-end"><Button small look="quiet" busy={revoke.isPending} aria-label={`Take back the invitation of ${invitation.email}`} onClick={() => { revoke.mutate(invitation.id); }}>Take back</Button></td>
    </tr>
  );
}

/** Of very many that nobody has taken up the latest are shown. */
const MOST_INVITATIONS = 100;

function summary(people: readonly Person[]): string {
  const guests = people.filter((one) => one.role === "guest").length;
  const members = count(people.length - guests, "member");
  return guests === 0 ? members : `${members} and ${count(guests, "guest")}`;
}

/** Who is in the workspace, who is invited, and what each role may do. */
export function Members({ shell }: { shell: Shell }): ReactNode {
  const found = usePeople(shell.workspace.id);
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  const invitations = useInvitations(shell.workspace.id, may).data?.filter((one) => one.accepted_at === null) ?? [];
  const [leaving, setLeaving] = useState<Person | null>(null);
  const people = found.data;
  return (
    <>
      <header className="settings-head">
        <div><h2 className="settings-title">Members and roles</h2>{people ? <p className="settings-under">{summary(people)}</p> : null}</div>
        {may ? <Button look="ink" onClick={() => { openOverlay({ kind: "invite" }); }}>Invite people</Button> : null}
      </header>
      {people === undefined && found.error === null ? <ListBones /> : null}
      {people === undefined && found.error ? <Notice title="The members could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
      {people ? (
        <Narrowed label="Find somebody" all={people}>{(shown) => <div className="table-box">
          <table className="table folds members">
            <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Joined</th><th scope="col"><span className="unseen">More</span></th></tr></thead>
            <tbody>
              {shown.map((one) => <Row key={one.user_id} person={one} people={people} shell={shell} remove={setLeaving} />)}
              {invitations.slice(0, MOST_INVITATIONS).map((one) => <InvitationRow key={one.id} invitation={one} shell={shell} />)}
            </tbody>
          </table>
        </div>}</Narrowed>
      ) : null}
      <Roles />
      {leaving ? <RemoveDialog person={leaving} shell={shell} onClose={() => { setLeaving(null); }} /> : null}
    </>
  );
}
