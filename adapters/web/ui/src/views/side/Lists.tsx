import { ChevronDown, LayoutGrid, Pencil, Plus } from "lucide-react";
import { type HTMLAttributes, lazy, memo, type ReactNode, Suspense, useId, useRef, useState, useSyncExternalStore } from "react";
import { Link, NavLink, useMatch } from "react-router";

import { usePresence } from "../../api/people";
import { useAgents, useChannels, useMe, usePrefer } from "../../api/queries";
import { useRunning } from "../../api/running";
import type { AgentConfiguration, Channel, Presence, Workspace } from "../../api/types";
import { type as typeInto } from "../../lib/caret";
import { tally } from "../../lib/format";
import { channelsWithDrafts, watchDrafts } from "../../live/pending";
import { Avatar, Button, Icon, IconButton } from "../../parts/Basics";
import { Cause } from "../../parts/Notice";
import { stateOfAgent } from "../agents/words";
import { useRest } from "../list/useRest";
import { RowBones } from "../Waiting";
import { CHANNEL_GLYPHS } from "../glyphs";
import { Face } from "./Face";

const RowItems = lazy(() => import("./RowItems"));

/** A section that folds; a folded one still shows what is open or unread. How it was left goes with the person. */
export function Section({ name, onNew = null, newLabel = "", children }: { name: string; onNew?: (() => void) | null; newLabel?: string; children: ReactNode }): ReactNode {
  const id = useId();
  const prefer = usePrefer();
  const kept = useMe().data?.user.profile_info?.user_preferences_json?.folded_sections;
  const folded = Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  const isFolded = folded.includes(name);
  const turn = (): void => { prefer("folded_sections", isFolded ? folded.filter((one) => one !== name) : [...folded, name]); };
  return (
    <nav aria-labelledby={id} className={isFolded ? "folded" : undefined}>
      <div className="section-line">
        <h2>
          <button type="button" id={id} className="section-head" aria-expanded={!isFolded} onClick={turn}>
            {name}
            <Icon of={ChevronDown} size={12} />
          </button>
        </h2>
        {onNew ? <IconButton label={newLabel} icon={Plus} onClick={onNew} /> : null}
      </div>
      {children}
    </nav>
  );
}

function Failed({ error, retry, busy }: { error: Error; retry: () => void; busy: boolean }): ReactNode {
  return (
    <div className="nav-note">
      <Cause error={error} />
      <Button small busy={busy} onClick={retry}>Try again</Button>
    </div>
  );
}

interface ChannelRowProps {
  channel: Channel;
  workspaceId: string;
  isOpen: boolean;
  /** In place of its name, and what stands before and after it. */
  name?: string;
  face?: ReactNode;
  /** Of a direct one: whether the other is here. */
  status?: Presence;
  end?: ReactNode;
}

/** What a reader is told of a channel's row. */
function rowWords(name: string, unread: number, isDraft: boolean, isMuted: boolean): string {
  return [unread > 0 ? `${name} ${tally(unread)} unread` : name, ...(isDraft ? ["draft"] : []), ...(isMuted ? ["muted"] : [])].join(", ");
}

function Unread({ count, calls }: { count: number; calls: boolean }): ReactNode {
  return count > 0 ? <span className={calls ? "count calls" : "count"}>{tally(count)}</span> : null;
}

function Glyph({ channel, status }: { channel: Channel; status: Presence | undefined }): ReactNode {
  if (status === undefined) return <Icon of={CHANNEL_GLYPHS[channel.type]} />;
  return <Face id={channel.dm_user_id ?? channel.id} name={channel.name} status={status} />;
}

type RowHandlers = Pick<HTMLAttributes<HTMLAnchorElement>, "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel" | "onContextMenu" | "onClickCapture">;

/** A right click on a channel, or a finger that rests on it, asks what can be done with it. */
function useRowMenu(open: () => void): RowHandlers {
  const { handlers, wasRest, wasTouch } = useRest(open);
  return {
    ...handlers,
    onContextMenu: (event) => {
      event.preventDefault();
      if (!wasTouch()) open();
    },
    onClickCapture: (event) => { if (wasRest()) event.preventDefault(); },
  };
}

/** A channel: heavier with a number while something in it is unread; a direct one's number is blue; a muted one is quiet. */
const ChannelRow = memo(function ChannelRow({ channel, workspaceId, isOpen, name = channel.name, face, status, end }: ChannelRowProps): ReactNode {
  const isDraft = useSyncExternalStore(watchDrafts, () => channelsWithDrafts().has(channel.id)) && !isOpen;
  const [hasMenu, setMenu] = useState(false);
  const anchor = useRef<HTMLAnchorElement>(null);
  const handlers = useRowMenu(() => { setMenu(true); });
  const isMuted = channel.is_muted === true;
  const unread = isMuted ? 0 : (channel.unread_count ?? 0);
  const state = unread > 0 ? "row unread" : isMuted ? "row muted" : "row";
  return (
    <li className="row-place">
      <Link ref={anchor} aria-label={rowWords(name, unread, isDraft, isMuted)} aria-current={isOpen ? "page" : undefined} to={`/w/${workspaceId}/c/${channel.id}`} className={state} data-channel="" {...handlers}>
        {face ?? <Glyph channel={channel} status={status} />}
        <span className="cut"><bdi>{name}</bdi></span>{" "}
        {isDraft ? <span className="draft"><Icon of={Pencil} size={12} /></span> : null}
        {end}
        <Unread count={unread} calls={channel.type === "dm"} />
      </Link>
      {hasMenu ? <Suspense><RowItems anchor={anchor} onClose={() => { setMenu(false); }} channel={channel} /></Suspense> : null}
    </li>
  );
});

/** The channel on screen. Asked once for all rows: of very many none but those that change are drawn again. */
function useOpen(): string | null {
  return useMatch("/w/:workspaceId/c/:channelId")?.params.channelId ?? null;
}

interface ListProps {
  workspace: Workspace;
  onNew: (() => void) | null;
}

export function Channels({ workspace, onNew }: ListProps): ReactNode {
  const channels = useChannels(workspace.id);
  const agents = useAgents(workspace.id).data;
  // An agent's own channel stands with the agent, where that can be seen.
  const open = useOpen();
  const owned = new Set(agents?.map((one) => one.id));
  const shown = channels.data?.filter((one) => one.type !== "dm" && !owned.has(one.bound_agent_configuration_id ?? ""));
  return (
    <Section name="Channels" onNew={onNew} newLabel="New channel">
      {channels.isPending ? <RowBones rows={3} /> : null}
      {channels.isError && channels.data === undefined ? <Failed error={channels.error} busy={channels.isFetching} retry={() => void channels.refetch()} /> : null}
      {shown?.length === 0 && workspace.role === "guest" ? <p className="nav-note">You are in no channel yet. Any member can add you to one.</p> : null}
      <ul>{shown?.map((one) => <ChannelRow key={one.id} channel={one} workspaceId={workspace.id} isOpen={one.id === open} />)}</ul>
    </Section>
  );
}

export function Directs({ workspace, onNew }: ListProps): ReactNode {
  const channels = useChannels(workspace.id).data;
  const shown = channels?.filter((one) => one.type === "dm") ?? [];
  const presence = usePresence(workspace.id, shown.map((one) => one.dm_user_id ?? one.id));
  const open = useOpen();
  // What comes below waits for the channels above it: nothing moves when they come.
  if (channels === undefined) return null;
  return (
    <Section name="Direct messages" onNew={onNew} newLabel="New direct message">
      {shown.length === 0 ? <p className="nav-note">None yet.</p> : null}
      <ul>
        {shown.map((one) => {
          const id = one.dm_user_id ?? one.id;
          return <ChannelRow key={one.id} channel={one} workspaceId={workspace.id} isOpen={one.id === open} status={presence[id] ?? "gone"} />;
        })}
      </ul>
    </Section>
  );
}

/** Writes the agent's name where the message is written that is on screen. */
function address(agent: AgentConfiguration): void {
  const field = document.querySelector<HTMLTextAreaElement>("[data-region=composer] textarea");
  if (field === null) return;
  const at = field.value.length;
  const insert = `${at > 0 && !/\s$/u.test(field.value) ? " " : ""}@"${agent.name}" `;
  typeInto(field, { from: at, to: at, insert, select: [at + insert.length, at + insert.length] });
}

function AgentRow({ agent, channel, workspaceId, isRunning, isOpen }: { agent: AgentConfiguration; channel: Channel | undefined; workspaceId: string; isRunning: boolean; isOpen: boolean }): ReactNode {
  const face = <Avatar id={agent.id} name={agent.name} kind="agent" definitionId={agent.agent_definition_id} size={20} />;
  const state = agent.status === "active" ? null : <span className="tag">{stateOfAgent(agent.status).word}</span>;
  const end = <>{state}{isRunning ? <span className="running" role="img" aria-label="Running" title="Running" /> : null}</>;
  if (channel !== undefined) return <ChannelRow channel={channel} workspaceId={workspaceId} isOpen={isOpen} name={agent.name} face={face} end={end} />;
  return (
    <li>
      <button type="button" className="row" title={`Write to ${agent.name} in this channel`} onClick={() => { address(agent); }}>
        {face}
        <span className="cut"><bdi>{agent.name}</bdi></span>
        {end}
      </button>
    </li>
  );
}

export function Agents({ workspace }: { workspace: Workspace }): ReactNode {
  const agents = useAgents(workspace.id);
  const channels = useChannels(workspace.id).data;
  const isRunning = useRunning(workspace.id);
  const open = useOpen();
  if (channels === undefined || workspace.role === "guest") return null;
  const bound = new Map(channels.map((one) => [one.bound_agent_configuration_id, one]));
  return (
    <Section name="Agents">
      {agents.isPending ? <RowBones rows={1} /> : null}
      {agents.isError && agents.data === undefined ? <Failed error={agents.error} busy={agents.isFetching} retry={() => void agents.refetch()} /> : null}
      {agents.data?.length === 0 ? <p className="nav-note">None set up yet.</p> : null}
      <ul>
        {agents.data?.map((agent) => (
          <AgentRow key={agent.id} agent={agent} workspaceId={workspace.id} isRunning={isRunning(agent.id)}
            channel={bound.get(agent.id)} isOpen={open !== null && bound.get(agent.id)?.id === open} />
        ))}
        <li><NavLink className="row" to={`/w/${workspace.id}/agents`}><Icon of={LayoutGrid} /><span className="cut">All agents</span></NavLink></li>
      </ul>
    </Section>
  );
}
