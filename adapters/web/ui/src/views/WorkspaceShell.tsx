import { useQueryClient } from "@tanstack/react-query";
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import { Link, Navigate, Outlet, useLocation, useMatch, useParams } from "react-router";

import { useChannels, useMe } from "../api/queries";
import type { Me, Workspace } from "../api/types";
import { useRegions } from "../lib/keys";
import { NARROW, PHONE, useMedia } from "../lib/media";
import { followTheme } from "../lib/theme";
import { LiveContext } from "../live/context";
import { Live } from "../live/live";
import { isSidebarFolded, keepLastWorkspace, keepSidebarFolded } from "../live/pending";
import { Edge, useWidth } from "../parts/Edge";
import { Boundary } from "../parts/Notice";
import { Announcer } from "./Announcer";
import { NoticeView } from "./Home";
import { Overlays } from "./Overlays";
import { useMyPresence } from "./presence";
import { Sidebar } from "./Sidebar";
import { ShellBones } from "./Waiting";

/** What the views inside a workspace share. */
export interface Shell {
  me: Me;
  workspace: Workspace;
  /** Opens the sidebar where it is not beside the view. */
  openSidebar: (() => void) | null;
}

/** The live connection of a workspace, for as long as the workspace is on screen; it follows every channel. */
function useWorkspaceLive(workspaceId: string, myId: string): Live {
  const client = useQueryClient();
  const [live] = useState(() => new Live(client, workspaceId, myId));
  useEffect(() => {
    live.start();
    return () => { live.stop(); };
  }, [live]);
  const channels = useChannels(workspaceId).data;
  const open = useMatch("/w/:workspaceId/c/:channelId")?.params.channelId ?? null;
  useEffect(() => {
    if (channels !== undefined) live.follow(channels, open);
  }, [live, channels, open]);
  return live;
}

interface Layout {
  /** Whether the sidebar is beside the view, lies over it, or is the whole screen; null hides it. */
  sidebar: "beside" | "over" | "screen" | null;
  hasView: boolean;
  /** The overlay was closed where it had been opened, not by going elsewhere. */
  isDismissed: boolean;
  toggle: () => void;
  close: () => void;
}

/** Where the sidebar is: beside the view, over it on narrow screens, and on a phone a screen of its own. */
function useLayout(): Layout {
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const location = useLocation();
  const isHome = useMatch("/w/:workspaceId") !== null;
  const [folded, setFolded] = useState(isSidebarFolded);
  // The overlay belongs to the address it was opened at: going elsewhere closes it.
  const [overAt, setOverAt] = useState<string | null>(null);
  const close = (): void => { setOverAt(null); };
  const isDismissed = overAt === null;
  if (isPhone) return { sidebar: isHome ? "screen" : null, hasView: !isHome, isDismissed, toggle: close, close };
  if (isNarrow) {
    const isOver = overAt === location.key;
    return { sidebar: isOver ? "over" : null, hasView: true, isDismissed, toggle: () => { setOverAt(isOver ? null : location.key); }, close };
  }
  const toggle = (): void => {
    setFolded(!folded);
    keepSidebarFolded(!folded);
  };
  return { sidebar: folded ? null : "beside", hasView: true, isDismissed, toggle, close };
}

const OPENER = "[data-opens-sidebar]";

/** Where a person goes on once the sidebar went `from` one place to another; null leaves the focus where it is. */
function goesOn(from: Layout["sidebar"], { sidebar, isDismissed }: Pick<Layout, "sidebar" | "isDismissed">): string | null {
  const isLost = document.activeElement === document.body;
  if (sidebar === "over") return ".side [aria-current=page]";
  if (from === "over" && isDismissed) return OPENER;
  if (!isLost) return null;
  if (from === "over") return matchMedia("(pointer: fine)").matches ? "[data-region=composer] [data-region-first]" : null;
  return sidebar === "beside" ? ".side [data-region-first]" : OPENER;
}

/**
 * The overlay takes the focus when it opens and gives it back when it is dismissed; a channel opened from it keeps its
 * own. A sidebar that folds away or comes back passes the focus on.
 */
function useSidebarFocus(layout: Layout): void {
  const before = useRef(layout.sidebar);
  const { sidebar, isDismissed } = layout;
  useEffect(() => {
    const from = before.current;
    before.current = sidebar;
    const next = from === sidebar ? null : goesOn(from, { sidebar, isDismissed });
    if (next !== null) document.querySelector<HTMLElement>(next)?.focus();
  }, [sidebar, isDismissed]);
}

const SHELL_CLASS = { beside: "shell beside", over: "shell", screen: "shell home" } as const;

/** Past the sidebar, for whoever goes by keys. */
function Skip(): ReactNode {
  const isChannel = useMatch("/w/:workspaceId/c/:channelId") !== null;
  return <a className="skip" href="#main">{isChannel ? "Skip to the messages" : "Skip to the page"}</a>;
}

function Frame({ me, workspace }: { me: Me; workspace: Workspace }): ReactNode {
  const live = useWorkspaceLive(workspace.id, me.user.id);
  const layout = useLayout();
  const { sidebar, hasView, toggle, close } = layout;
  const { width, resize } = useWidth("sidebar");
  const isPhone = useMedia(PHONE);
  const path = useLocation().pathname;
  useRegions(toggle);
  useMyPresence(live);
  useSidebarFocus(layout);
  const preferred = me.user.profile_info?.user_preferences_json?.theme;
  useEffect(() => {
    followTheme(preferred);
  }, [preferred]);
  useEffect(() => {
    keepLastWorkspace(workspace.id);
  }, [workspace.id]);

  const shell: Shell = { me, workspace, openSidebar: isPhone || sidebar === "beside" ? null : toggle };
  return (
    <LiveContext value={live}>
      {hasView ? <Skip /> : null}
      <div className={sidebar === null ? "shell" : SHELL_CLASS[sidebar]} style={{ "--sidebar-w": `${String(width)}px` } as CSSProperties}
        onKeyDown={(event) => { if (event.key === "Escape" && sidebar === "over") close(); }}>
        {sidebar === "over" ? <div className="scrim" onClick={close} /> : null}
        {sidebar === null ? null : (
          <Boundary what="The sidebar">
            <Sidebar me={me} workspace={workspace} place={sidebar} hide={sidebar === "beside" ? toggle : null}>
              {sidebar === "beside" ? <Edge part="sidebar" width={width} resize={resize} /> : null}
            </Sidebar>
          </Boundary>
        )}
        {hasView ? (
          <div className="main-slot" inert={sidebar === "over"}>
            <Boundary what="This view" key={path}>
              <Outlet context={shell} />
            </Boundary>
          </div>
        ) : null}
      </div>
      <Announcer />
      <Overlays me={me} workspace={workspace} />
    </LiveContext>
  );
}

/** A workspace: sidebar, the view beside it, and the live connection both draw on. */
export function WorkspaceShell(): ReactNode {
  const { workspaceId = "" } = useParams();
  const me = useMe();
  const location = useLocation();
  if (me.isPending) return <ShellBones />;
  if (me.data === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} replace />;
  if (me.data === undefined) {
    return <NoticeView title="Your workspace could not be read" why={me.error} busy={me.isFetching} retry={() => void me.refetch()} />;
  }
  const workspace = me.data.workspaces.find((one) => one.id === workspaceId);
  if (workspace === undefined) {
    return (
      <NoticeView title="This workspace is not yours to see" why="It does not exist, or you are not a member. An owner or admin can invite you.">
        <Link className="button ink" to="/">Open your workspace</Link>
      </NoticeView>
    );
  }
  return <Frame key={workspace.id} me={me.data} workspace={workspace} />;
}
