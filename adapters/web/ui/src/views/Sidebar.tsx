import * as Menu from "@radix-ui/react-dropdown-menu";
import { Check, ChevronsUpDown, Hash, Lock, LogOut, Moon, Sun } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect } from "react";
import { NavLink, useNavigate } from "react-router";

import { useAgents, useChannels, useChooseTheme, useLeave, useUnread } from "../api/queries";
import type { Channel, Me, Workspace } from "../api/types";
import { useTheme } from "../lib/theme";
import { count } from "../lib/words";
import { Avatar, Button, Cause, Icon, Mark } from "../parts/Basics";
import { ThemeButton } from "./Enter";

function WorkspaceMenu({ me, workspace }: { me: Me; workspace: Workspace }): ReactNode {
  const navigate = useNavigate();
  const theme = useTheme();
  const choose = useChooseTheme();
  const leave = useLeave();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="workspace-button" data-region-first>
        <span className="workspace-mark"><Mark /></span>
        <span className="cut">{workspace.name}</span>
        {workspace.is_demo ? <span className="tag">Sample data</span> : null}
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

function ChannelLink({ channel, myId }: { channel: Channel; myId: string }): ReactNode {
  const unread = useUnread(channel, myId);
  const words = unread > 99 ? "99+" : String(unread);
  return (
    <li>
      <NavLink to={`/w/${channelWorkspace(channel)}/c/${channel.id}`} className={unread > 0 ? "row unread" : "row"}>
        <Icon of={channel.type === "private" ? Lock : Hash} />
        <span className="cut">{channel.name}</span>
        {unread > 0 ? <span className="count" aria-label={`, ${count(unread, "unread message")}`}>{words}</span> : null}
      </NavLink>
    </li>
  );
}

/** A channel names its workspace; where the server leaves it out the address does. */
function channelWorkspace(channel: Channel & { workspace_id?: string }): string {
  return channel.workspace_id ?? location.pathname.split("/")[2] ?? "";
}

/** Arrow keys move between the rows of the sidebar; a letter jumps to the next row that begins with it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a.row")];
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

function Waiting({ rows }: { rows: number }): ReactNode {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        <div className="row" key={at}><span className={`bone w-${String((at % 3) + 1)}`} /></div>
      ))}
    </div>
  );
}

function Channels({ workspace, myId }: { workspace: Workspace; myId: string }): ReactNode {
  const channels = useChannels(workspace.id);
  return (
    <nav aria-labelledby="nav-channels">
      <h2 id="nav-channels">Channels</h2>
      {channels.isPending ? <Waiting rows={3} /> : null}
      {channels.isError && channels.data === undefined ? (
        <div className="nav-note">
          <Cause error={channels.error} />
          <Button small onClick={() => void channels.refetch()}>Try again</Button>
        </div>
      ) : null}
      <ul>{channels.data?.map((channel) => <ChannelLink key={channel.id} channel={channel} myId={myId} />)}</ul>
    </nav>
  );
}

function Agents({ workspace }: { workspace: Workspace }): ReactNode {
  const agents = useAgents(workspace.id);
  return (
    <section aria-labelledby="nav-agents">
      <h2 id="nav-agents">Agents</h2>
      {agents.isPending ? <Waiting rows={1} /> : null}
      {agents.isError && agents.data === undefined ? (
        <div className="nav-note">
          <Cause error={agents.error} />
          <Button small onClick={() => void agents.refetch()}>Try again</Button>
        </div>
      ) : null}
      {agents.data?.length === 0 ? <p className="nav-note">None set up yet.</p> : null}
      <ul>
        {agents.data?.map((agent) => (
          <li key={agent.id} className="row still">
            <Avatar id={agent.id} name={agent.name} kind="agent" definitionId={agent.agent_definition_id} size={20} />
            <span className="cut">{agent.name}</span>
            {agent.status === "active" ? null : <span className="tag">{agent.status.replaceAll("_", " ")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The workspace, its channels and agents, and you; on a phone this is the home screen. */
export function Sidebar({ me, workspace, place }: { me: Me; workspace: Workspace; place: "beside" | "over" | "screen" }): ReactNode {
  const isScreen = place === "screen";
  const Element = isScreen ? "main" : "aside";
  useEffect(() => {
    if (isScreen) document.title = `${workspace.name} · IONFLUX`;
  }, [isScreen, workspace.name]);
  return (
    <Element className={place === "over" ? "side overlaid" : "side"} aria-label="Workspace" data-region="sidebar" tabIndex={-1} onKeyDown={walk}>
      {isScreen ? <h1 className="unseen">{workspace.name}</h1> : null}
      <WorkspaceMenu me={me} workspace={workspace} />
      <div className="side-scroll">
        <Channels workspace={workspace} myId={me.user.id} />
        <Agents workspace={workspace} />
      </div>
      <div className="side-foot">
        <Avatar id={me.user.id} name={me.user.name} kind="user" size={28} />
        <span className="cut">{me.user.name}</span>
        <ThemeButton />
      </div>
    </Element>
  );
}
