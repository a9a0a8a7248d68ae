import * as Menu from "@radix-ui/react-dropdown-menu";
import { Check, ChevronDown, ChevronsUpDown, Hash, Lock, LogOut, Moon, PanelLeftClose, Pencil, Sun } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useSyncExternalStore } from "react";
import { NavLink, useMatch, useNavigate } from "react-router";

import { useAgents, useChannels, useChooseTheme, useLeave, useMe, usePrefer, useUnread } from "../api/queries";
import type { Channel, Me, Workspace } from "../api/types";
import { useTheme } from "../lib/theme";
import { draftOf, watchDrafts } from "../live/pending";
import { Avatar, Button, Icon, Mark } from "../parts/Basics";
import { Cause } from "../parts/Notice";
import { ThemeButton } from "./Enter";
import { RowBones } from "./Waiting";

const IS_MAC = /Mac/u.test(navigator.userAgent);

function WorkspaceMenu({ me, workspace, hide }: { me: Me; workspace: Workspace; hide: (() => void) | null }): ReactNode {
  const navigate = useNavigate();
  const theme = useTheme();
  const choose = useChooseTheme();
  const leave = useLeave();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="workspace-button" data-region-first>
        <span className="workspace-mark"><Mark /></span>
        <span className="workspace-name">
          <span className="cut"><bdi>{workspace.name}</bdi></span>
          {workspace.is_demo ? <span className="workspace-kind">Sample data</span> : null}
        </span>
        <Icon of={ChevronsUpDown} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
          <Menu.Label className="menu-label">Workspaces</Menu.Label>
          <Menu.RadioGroup value={workspace.id} onValueChange={(id) => void navigate(`/w/${id}`)}>
            {me.workspaces.map((one) => (
              <Menu.RadioItem key={one.id} value={one.id} className="menu-item">
                <span className="cut">{one.name}</span>
                {one.is_demo ? <span className="tag">Sample data</span> : null}
                <Menu.ItemIndicator><Icon of={Check} /></Menu.ItemIndicator>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Separator className="menu-line" />
          {hide ? (
            <Menu.Item className="menu-item" onSelect={hide}>
              <Icon of={PanelLeftClose} />
              <span className="cut">Hide the sidebar</span>
              <kbd>{IS_MAC ? "⌘\\" : "Ctrl \\"}</kbd>
            </Menu.Item>
          ) : null}
          <Menu.Item className="menu-item" onSelect={() => { choose(theme === "dark" ? "light" : "dark"); }}>
            <Icon of={theme === "dark" ? Sun : Moon} />
            {theme === "dark" ? "Use the light theme" : "Use the dark theme"}
          </Menu.Item>
          <Menu.Item className="menu-item" onSelect={() => { leave.mutate(undefined); }}>
            <Icon of={LogOut} />
            Sign out
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function ChannelLink({ channel, workspaceId, myId }: { channel: Channel; workspaceId: string; myId: string }): ReactNode {
  const unread = useUnread(channel, myId);
  const isOpen = useMatch(`/w/:workspaceId/c/${channel.id}`) !== null;
  const hasDraft = useSyncExternalStore(watchDrafts, () => draftOf(channel.id).trim() !== "");
  const words = unread > 99 ? "99+" : String(unread);
  const said = `${channel.name}${unread > 0 ? ` ${words} unread` : ""}${hasDraft && !isOpen ? ", draft" : ""}`;
  return (
    <li>
      <NavLink aria-label={said} to={`/w/${workspaceId}/c/${channel.id}`} className={unread > 0 ? "row unread" : "row"}>
        <Icon of={channel.type === "private" ? Lock : Hash} />
        <span className="cut">{channel.name}</span>{" "}
        {hasDraft && !isOpen ? <span className="draft"><Icon of={Pencil} size={12} /></span> : null}
        {unread > 0 ? <span className="count">{words}</span> : null}
      </NavLink>
    </li>
  );
}

/** Arrow keys move between the rows of the sidebar; a letter jumps to the next row that begins with it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a.row")].filter((row) => row.offsetParent !== null);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  let next: HTMLElement | undefined;
  if (event.key === "ArrowDown") next = rows[at + 1];
  else if (event.key === "ArrowUp") next = rows[at - 1];
  else if (/^\p{L}$/u.test(event.key)) {
    const letter = event.key.toLocaleLowerCase();
    next = [...rows.slice(at + 1), ...rows.slice(0, at)].find((row) => row.textContent.trim().toLocaleLowerCase().startsWith(letter));
  }
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** A section that folds; a folded one still shows what is open or unread. How it was left goes with the person. */
function Section({ name, as: Element = "nav", children }: { name: string; as?: "nav" | "section"; children: ReactNode }): ReactNode {
  const id = useId();
  const prefer = usePrefer();
  const kept = useMe().data?.user.profile_info?.user_preferences_json?.folded_sections;
  const folded = Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  const isFolded = folded.includes(name);
  const turn = (): void => { prefer("folded_sections", isFolded ? folded.filter((one) => one !== name) : [...folded, name]); };
  return (
    <Element aria-labelledby={id} className={isFolded ? "folded" : undefined}>
      <h2>
        <button type="button" id={id} className="section-head" aria-expanded={!isFolded} onClick={turn}>
          {name}
          <Icon of={ChevronDown} size={12} />
        </button>
      </h2>
      {children}
    </Element>
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

function Channels({ workspace, myId }: { workspace: Workspace; myId: string }): ReactNode {
  const channels = useChannels(workspace.id);
  return (
    <Section name="Channels">
      {channels.isPending ? <RowBones rows={3} /> : null}
      {channels.isError && channels.data === undefined ? <Failed error={channels.error} busy={channels.isFetching} retry={() => void channels.refetch()} /> : null}
      <ul>{channels.data?.map((channel) => <ChannelLink key={channel.id} channel={channel} workspaceId={workspace.id} myId={myId} />)}</ul>
    </Section>
  );
}

function Agents({ workspace }: { workspace: Workspace }): ReactNode {
  const agents = useAgents(workspace.id);
  return (
    <Section name="Agents" as="section">
      {agents.isPending ? <RowBones rows={1} /> : null}
      {agents.isError && agents.data === undefined ? <Failed error={agents.error} busy={agents.isFetching} retry={() => void agents.refetch()} /> : null}
      {agents.data?.length === 0 ? <p className="nav-note">None set up yet.</p> : null}
      <ul>
        {agents.data?.map((agent) => (
          <li key={agent.id} className="row still">
            <Avatar id={agent.id} name={agent.name} kind="agent" definitionId={agent.agent_definition_id} size={20} />
            <span className="cut"><bdi>{agent.name}</bdi></span>
            {agent.status === "active" ? null : <span className="tag">{agent.status.replaceAll("_", " ")}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface SidebarProps {
  me: Me;
  workspace: Workspace;
  /** Beside the view, over it, or on a phone the home screen. */
  place: "beside" | "over" | "screen";
  hide: (() => void) | null;
  children?: ReactNode;
}

/** The workspace, its channels and agents, and you; `children` is the edge that resizes it. */
export function Sidebar({ me, workspace, place, hide, children }: SidebarProps): ReactNode {
  const isScreen = place === "screen";
  const Element = isScreen ? "main" : "aside";
  useEffect(() => {
    if (isScreen) document.title = `${workspace.name} · IONFLUX`;
  }, [isScreen, workspace.name]);
  return (
    <Element className={place === "over" ? "side overlaid" : "side"} aria-label="Workspace" data-region="sidebar" tabIndex={-1} onKeyDown={walk}>
      {isScreen ? <h1 className="unseen">{workspace.name}</h1> : null}
      <WorkspaceMenu me={me} workspace={workspace} hide={hide} />
      <div className="side-scroll">
        <Channels workspace={workspace} myId={me.user.id} />
        <Agents workspace={workspace} />
      </div>
      <div className="side-foot">
        <Avatar id={me.user.id} name={me.user.name} kind="user" size={28} />
        <span className="cut"><bdi>{me.user.name}</bdi></span>
        <ThemeButton />
      </div>
      {children}
    </Element>
  );
}
