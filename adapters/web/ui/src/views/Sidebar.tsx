import { Activity, BookOpen, CircleCheck, Compass, type LucideIcon, Inbox, Pencil, Search, Tag, UsersRound } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { NavLink } from "react-router";

import { useCounts } from "../api/notices";
import { useWaiting } from "../api/proposals";
import { useChannels } from "../api/queries";
import { isThrough, useSteps } from "../api/steps";
import type { Me, Workspace } from "../api/types";
import { tally } from "../lib/format";
import { isMac } from "../lib/keys";
import { openOverlay } from "../lib/overlay";
import { Icon, IconButton } from "../parts/Basics";
import { Agents, Channels, Directs, Section } from "./side/Lists";
import { WorkspaceMenu } from "./side/WorkspaceMenu";
import { You } from "./side/YouMenu";

const NewChannel = lazy(() => import("./side/NewChannel"));
const NewDirect = lazy(() => import("./side/NewDirect"));

/** Arrow keys move between the rows of the sidebar; a letter jumps to the next row that begins with it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a.row, button.row")].filter((row) => row.offsetParent !== null);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  let next: HTMLElement | undefined;
  if (event.key === "ArrowDown") next = rows[at + 1];
  else if (event.key === "ArrowUp") next = rows[at - 1];
  else if (/^\p{L}$/u.test(event.key)) {
    const letter = event.key.toLocaleLowerCase();
    const words = (row: HTMLElement): string => row.querySelector(".cut")?.textContent.trim().toLocaleLowerCase() ?? "";
    next = [...rows.slice(at + 1), ...rows.slice(0, at)].find((row) => words(row).startsWith(letter));
  }
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function SearchRow(): ReactNode {
  return (
    <button type="button" className="search-row" onClick={() => { openOverlay({ kind: "palette" }); }}>
      <Icon of={Search} />
      <span className="cut">Search or run</span>
      <kbd aria-hidden="true">{isMac ? "⌘K" : "Ctrl K"}</kbd>
    </button>
  );
}

interface PlaceRowProps {
  to: string;
  name: string;
  icon: LucideIcon;
  count?: number;
  /** Somebody needs me: the number is blue. */
  calls?: boolean;
}

function PlaceRow({ to, name, icon, count = 0, calls = false }: PlaceRowProps): ReactNode {
  return (
    <li>
      <NavLink to={to} aria-label={count > 0 ? `${name} ${tally(count)}` : name} className={calls && count > 0 ? "row unread" : "row"}>
        <Icon of={icon} />
        <span className="cut">{name}</span>{" "}
        {count > 0 ? <span className={calls ? "count calls" : "count"}>{tally(count)}</span> : null}
      </NavLink>
    </li>
  );
}

function Places({ workspace }: { workspace: Workspace }): ReactNode {
  const counts = useCounts(workspace.id);
  const at = `/w/${workspace.id}`;
  return (
    <nav aria-label="Work">
      <ul>
        <PlaceRow to={`${at}/inbox`} name="Inbox" icon={Inbox} count={counts.needs_you} calls />
        <PlaceRow to={`${at}/approvals`} name="Approvals" icon={CircleCheck} count={useWaiting(workspace.id)} />
        {workspace.role === "guest" ? null : <PlaceRow to={`${at}/runs`} name="Runs" icon={Activity} />}
        {isThrough(useSteps()) ? null : <PlaceRow to={`${at}/first-steps`} name="First steps" icon={Compass} />}
      </ul>
    </nav>
  );
}

/** What is written down for people and agents to use. */
function Pages({ workspace }: { workspace: Workspace }): ReactNode {
  const channels = useChannels(workspace.id).data;
  // What comes below waits for the channels above it: nothing moves when they come.
  if (channels === undefined || workspace.role === "guest") return null;
  const at = `/w/${workspace.id}`;
  return (
    <Section name="Pages">
      <ul>
        <PlaceRow to={`${at}/prompts`} name="Prompt library" icon={BookOpen} />
        <PlaceRow to={`${at}/brands`} name="Brands" icon={Tag} />
        <PlaceRow to={`${at}/creators`} name="Creators" icon={UsersRound} />
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

/** The workspace, what waits, its channels, people and agents, and you; `children` is the edge that resizes it. */
export function Sidebar({ me, workspace, place, hide, children }: SidebarProps): ReactNode {
  const isScreen = place === "screen";
  const Element = isScreen ? "main" : "aside";
  const [dialog, setDialog] = useState<"channel" | "direct" | null>(null);
  const close = (): void => { setDialog(null); };
  useEffect(() => {
    if (isScreen) document.title = `${workspace.name} · IONFLUX`;
  }, [isScreen, workspace.name]);
  const mayMake = workspace.role !== "guest";
  return (
    <Element className={place === "over" ? "side overlaid" : "side"} aria-label="Workspace" data-region="sidebar" tabIndex={-1} onKeyDown={walk}>
      {isScreen ? <h1 className="unseen">{workspace.name}</h1> : null}
      <div className="side-head">
        <WorkspaceMenu me={me} workspace={workspace} hide={hide} />
        {mayMake ? <IconButton label="New message" icon={Pencil} onClick={() => { setDialog("direct"); }} /> : null}
      </div>
      <SearchRow />
      <div className="side-scroll">
        <Places workspace={workspace} />
        <Channels workspace={workspace} onNew={mayMake ? () => { setDialog("channel"); } : null} />
        <Directs workspace={workspace} onNew={mayMake ? () => { setDialog("direct"); } : null} />
        <Agents workspace={workspace} />
        <Pages workspace={workspace} />
      </div>
      <You me={me} />
      {children}
      {dialog === "channel" ? <Suspense><NewChannel onClose={close} /></Suspense> : null}
      {dialog === "direct" ? <Suspense><NewDirect onClose={close} /></Suspense> : null}
    </Element>
  );
}
