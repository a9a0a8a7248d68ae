import { LogOut, UserMinus } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";

import {
  type ChannelNotifications, type Level, useChangeChannel, useChannelMembers, useChannelNotifications, useMembership, useNotifyAs, usePins,
} from "../../api/channels";
import { usePeople } from "../../api/members";
import { usePresence } from "../../api/people";
import type { Channel, Member } from "../../api/types";
import { prose } from "../../lib/prose";
import { moment } from "../../lib/times";
import { faultOf, sentence } from "../../lib/words";
import { Button, Icon, IconButton } from "../../parts/Basics";
import { ChoiceField } from "../../parts/Choice";
import { Check, SelectField, TextField } from "../../parts/Fields";
import { Narrowed } from "../../parts/Narrowed";
import { Cause } from "../../parts/Notice";
import { Face } from "../side/Face";
import { RowBones } from "../Waiting";
import type { Shell } from "../WorkspaceShell";
import { Mirrors } from "./Mirrors";
import { Panel, PanelHead } from "./Panel";

interface PartProps {
  shell: Shell;
  channel: Channel;
}

function Part({ title, name, children }: { title: string; name?: string; children: ReactNode }): ReactNode {
  return <section className="panel-part" aria-label={title} data-part={name}><h3>{title}</h3>{children}</section>;
}

function Topic({ shell, channel }: PartProps): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const change = useChangeChannel(channel.id);
  const may = channel.type !== "dm" && (shell.workspace.role === "owner" || shell.workspace.role === "admin");
  if (text === null) {
    return (
      <Part title="Topic">
        <p className={channel.description_text ? undefined : "quiet"}>{channel.description_text ?? "None yet."}</p>
        {may ? <Button small onClick={() => { setText(channel.description_text ?? ""); }}>Change the topic</Button> : null}
      </Part>
    );
  }
  return (
    <Part title="Topic">
      <form className="stack" onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ description_text: text.trim() || null }, { onSuccess: () => { setText(null); } });
      }}>
        <TextField label="What this channel is for" value={text} autoFocus maxLength={2_000} fault={faultOf(change.error, "description_text") ?? (change.error ? sentence(change.error) : null)}
          onChange={(event) => { setText(event.target.value); }} />
        <p className="line">
          <Button small look="ink" type="submit" busy={change.isPending}>Save the topic</Button>
          <Button small look="quiet" onClick={() => { setText(null); }}>Cancel</Button>
        </p>
      </form>
    </Part>
  );
}

const LEVELS: Record<Level, string> = { default: "As for the workspace", all: "Everything, also replies and alerts", mentions: "Mentions of me, and decisions", nothing: "Nothing" };

function Notifications({ channel }: { channel: Channel }): ReactNode {
  const found = useChannelNotifications(channel.id);
  const keep = useNotifyAs(channel.id);
  const now = found.data;
  const set = (change: Partial<ChannelNotifications>): void => { if (now) keep.mutate({ level: now.level, is_muted: now.is_muted, ...change }); };
  return (
    <Part title="Notifications">
      {now === undefined && found.isPending ? <RowBones rows={2} /> : null}
      {found.error && now === undefined ? <Cause error={found.error} /> : null}
      {now ? (
        <div className="stack">
          <SelectField label="Notify me of" value={now.level} onChange={(event) => { set({ level: event.target.value as Level }); }}>
            {Object.entries(LEVELS).map(([value, words]) => <option key={value} value={value}>{words}</option>)}
          </SelectField>
          <Check label="Mute" hint="It stays grey in the sidebar and counts nothing." checked={now.is_muted} onChange={(event) => { set({ is_muted: event.target.checked }); }} />
          {keep.error ? <p className="fault" role="alert">{sentence(keep.error)}</p> : null}
        </div>
      ) : null}
    </Part>
  );
}

function AddMember({ shell, channel, inside }: PartProps & { inside: readonly Member[] }): ReactNode {
  const everybody = usePeople(shell.workspace.id).data ?? [];
  const add = useMembership(channel.id, "add");
  const here = new Set(inside.map((one) => one.user_id));
  const others = everybody.filter((one) => !here.has(one.user_id)).map((one) => ({ id: one.user_id, name: one.name, email: one.email }));
  if (others.length === 0) return null;
  return <ChoiceField label="Add somebody" placeholder="Choose a person" all={others} fault={add.error ? sentence(add.error) : null} onChoose={({ id }) => { add.mutate(id); }} />;
}

function MemberRows({ shell, channel, shown, remove }: PartProps & { shown: readonly Member[]; remove: (userId: string) => void }): ReactNode {
  const { me, workspace } = shell;
  const presence = usePresence(workspace.id, shown.map((one) => one.user_id));
  const mayManage = workspace.role === "owner" || workspace.role === "admin";
  return (
    <ul className="people">
      {shown.map((one) => (
        <li key={one.user_id} className="person">
          <Face id={one.user_id} name={one.name} status={presence[one.user_id] ?? "gone"} />
          <span className="cut">{one.name}{one.user_id === me.user.id ? " (you)" : ""}</span>
          {one.role === "member" ? null : <span className="tag">{one.role}</span>}
          {mayManage && channel.type === "private" && one.user_id !== me.user.id ? (
            <IconButton label={`Take ${one.name} out of this channel`} icon={UserMinus} onClick={() => { remove(one.user_id); }} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Members({ shell, channel }: PartProps): ReactNode {
  const members = useChannelMembers(channel.id);
  const remove = useMembership(channel.id, "remove");
  const { workspace } = shell;
  return (
    <Part name="members" title={members.data ? `Members, ${members.data.length.toLocaleString()}` : "Members"}>
      {members.isPending ? <RowBones rows={3} /> : null}
      {members.error && members.data === undefined ? <Cause error={members.error} /> : null}
      <Narrowed label="Find a member" all={members.data ?? []}>
        {(shown) => <MemberRows shell={shell} channel={channel} shown={shown} remove={(id) => { remove.mutate(id); }} />}
      </Narrowed>
      {remove.error ? <p className="fault" role="alert">{sentence(remove.error)}</p> : null}
      {members.data && channel.type !== "dm" && workspace.role !== "guest" ? <AddMember shell={shell} channel={channel} inside={members.data} /> : null}
    </Part>
  );
}

function Pins({ shell, channel }: PartProps): ReactNode {
  const pins = usePins(channel.id);
  return (
    <Part name="pins" title="Pinned">
      {pins.isPending ? <RowBones rows={2} /> : null}
      {pins.error && pins.data === undefined ? <Cause error={pins.error} /> : null}
      {pins.data?.length === 0 ? <p className="quiet">Nothing yet. Pin a message to keep it at hand for everybody here.</p> : null}
      <ul className="pins">
        {pins.data?.map((one) => (
          <li key={one.id}>
            <Link to={`/w/${shell.workspace.id}/c/${channel.id}?${one.thread_id === null ? "panel=details" : `thread=${one.thread_id}`}&m=${one.id}`} className="pin-link">
              <span className="pin-head"><b className="cut">{one.sender_name}</b><span className="time">{moment(new Date(one.created_at), new Date())}</span></span>
              <span className="pin-text">{pinWords(one.content_json)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function pinWords(content: { text_body?: string; json_payload?: unknown; file_details_json?: { name: string } }): string {
  const payload = content.json_payload as { title?: string; title_text?: string } | null | undefined;
  if (content.text_body !== undefined) return prose(content.text_body);
  return payload?.title ?? payload?.title_text ?? content.file_details_json?.name ?? "Data";
}

function Leave({ shell, channel }: PartProps): ReactNode {
  const [isSure, setSure] = useState(false);
  const leave = useMembership(channel.id, "remove");
  const join = useMembership(channel.id, "add");
  const navigate = useNavigate();
  const myId = shell.me.user.id;
  if (channel.type === "dm") return null;
  if (channel.is_member === false) {
    return <Part title="Membership"><Button busy={join.isPending} onClick={() => { join.mutate(myId); }}>Join this channel</Button></Part>;
  }
  const isPrivate = channel.type === "private";
  const go = (): void => { leave.mutate(myId, { onSuccess: () => { if (isPrivate) void navigate(`/w/${shell.workspace.id}`); } }); };
  return (
    <Part title="Membership">
      {isSure ? <p>{isPrivate ? "You will not see this channel again, unless a member adds you." : "You can still read it, and join again."}</p> : null}
      <p className="line">
        <Button className={isSure ? "danger" : ""} busy={leave.isPending} onClick={() => { if (isSure) go(); else setSure(true); }}><Icon of={LogOut} />Leave this channel</Button>
        {isSure ? <Button look="quiet" onClick={() => { setSure(false); }}>Stay</Button> : null}
      </p>
      {leave.error ?? join.error ? <p className="fault" role="alert">{sentence(leave.error ?? join.error)}</p> : null}
    </Part>
  );
}

/** What a channel is, who is in it, what is kept at hand, and how much one hears of it. */
export default function DetailsPanel({ shell, channel, part, onClose }: PartProps & { part: "details" | "members" | "pins"; onClose: () => void }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.querySelector(`[data-part=${part}]`)?.scrollIntoView({ block: "start" }); }, [part]);
  return (
    <Panel label="Details of the channel" onClose={onClose}>
      <PanelHead title="Details" under={channel.type === "dm" ? channel.name : `#${channel.name}`} closeLabel="Close the details" onClose={onClose} />
      <div ref={box} className="panel-scroll" tabIndex={0} role="group" aria-label="Details">
        {channel.type === "dm" ? null : <Topic shell={shell} channel={channel} />}
        <Pins shell={shell} channel={channel} />
        <Members shell={shell} channel={channel} />
        {channel.type === "dm" ? null : <Mirrors shell={shell} channel={channel} />}
        <Notifications channel={channel} />
        <Leave shell={shell} channel={channel} />
      </div>
    </Panel>
  );
}
