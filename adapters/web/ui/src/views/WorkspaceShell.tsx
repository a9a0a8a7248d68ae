import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, Navigate, Outlet, useLocation, useMatch, useParams } from "react-router";

import { useChannels, useMe } from "../api/queries";
import type { Me, Workspace } from "../api/types";
import { useRegions } from "../lib/keys";
import { NARROW, PHONE, useMedia } from "../lib/media";
import { followTheme } from "../lib/theme";
import { LiveContext } from "../live/context";
import { Live } from "../live/live";
import { keepLastWorkspace } from "../live/pending";
import { Boundary, Button } from "../parts/Basics";
import { Announcer } from "./Announcer";
import { Notice } from "./Home";
import { Sidebar } from "./Sidebar";

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
  toggle: () => void;
  close: () => void;
}

/** Where the sidebar is: beside the view, over it on narrow screens, and on a phone a screen of its own. */
function useLayout(): Layout {
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const location = useLocation();
  const isHome = useMatch("/w/:workspaceId") !== null;
  const [folded, setFolded] = useState(false);
  // The overlay belongs to the address it was opened at: going elsewhere closes it.
  const [overAt, setOverAt] = useState<string | null>(null);
  const close = (): void => { setOverAt(null); };
  if (isPhone) return { sidebar: isHome ? "screen" : null, hasView: !isHome, toggle: close, close };
  if (isNarrow) {
    const isOver = overAt === location.key;
    return { sidebar: isOver ? "over" : null, hasView: true, toggle: () => { setOverAt(isOver ? null : location.key); }, close };
  }
  return { sidebar: folded ? null : "beside", hasView: true, toggle: () => { setFolded(!folded); }, close };
}

/** The overlay takes the focus when it opens and gives it back when it closes. */
function useOverlayFocus(sidebar: Layout["sidebar"]): void {
  const wasOver = useRef(false);
  useEffect(() => {
    const isOver = sidebar === "over";
    if (isOver) document.querySelector<HTMLElement>(".side [aria-current], .side")?.focus();
    else if (wasOver.current) document.querySelector<HTMLElement>("[data-opens-sidebar]")?.focus();
    wasOver.current = isOver;
  }, [sidebar]);
}

const SHELL_CLASS = { beside: "shell beside", over: "shell", screen: "shell home" } as const;

function Frame({ me, workspace }: { me: Me; workspace: Workspace }): ReactNode {
  const live = useWorkspaceLive(workspace.id, me.user.id);
  const { sidebar, hasView, toggle, close } = useLayout();
  const isPhone = useMedia(PHONE);
  const path = useLocation().pathname;
  useRegions(toggle);
  useOverlayFocus(sidebar);
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
      {hasView ? <a className="skip" href="#main">Skip to the messages</a> : null}
      <div className={sidebar === null ? "shell" : SHELL_CLASS[sidebar]} onKeyDown={(event) => { if (event.key === "Escape" && sidebar === "over") close(); }}>
        {sidebar === "over" ? <div className="scrim" onClick={close} /> : null}
        {sidebar === null ? null : (
          <Boundary what="The sidebar">
            <Sidebar me={me} workspace={workspace} place={sidebar} />
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
    </LiveContext>
  );
}

/** A workspace: sidebar, the view beside it, and the live connection both draw on. */
export function WorkspaceShell(): ReactNode {
  const { workspaceId = "" } = useParams();
  const me = useMe();
  const location = useLocation();
  if (me.isPending) return null;
  if (me.data === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} replace />;
  if (me.data === undefined) {
    return (
      <Notice title="The server did not answer" why={me.error ?? "Try again in a moment."}>
        <Button onClick={() => void me.refetch()}>Try again</Button>
      </Notice>
    );
  }
  const workspace = me.data.workspaces.find((one) => one.id === workspaceId);
  if (workspace === undefined) {
    return (
      <Notice title="This workspace is not yours to see" why="It does not exist, or you are not a member. An owner or admin can invite you.">
        <Link className="button" to="/">Open your workspace</Link>
      </Notice>
    );
  }
  return <Frame key={workspace.id} me={me.data} workspace={workspace} />;
}
