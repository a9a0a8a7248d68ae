import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Link, Navigate, Outlet, useLocation, useMatch, useParams } from "react-router";

import { useChannels, useMe } from "../api/queries";
import type { Me, Workspace } from "../api/types";
import { useRegions } from "../lib/keys";
import { NARROW, PHONE, useMedia } from "../lib/media";
import { sentence } from "../lib/words";
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

/** The live connection of a workspace, for as long as the workspace is on screen. */
function useWorkspaceLive(workspaceId: string, myId: string): Live | null {
  const client = useQueryClient();
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    const made = new Live(client, workspaceId, myId);
    made.connection.start();
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the connection is outside of React and lives with the effect
    setLive(made);
    return () => { made.stop(); };
  }, [client, workspaceId, myId]);
  return live?.workspaceId === workspaceId ? live : null;
}

/** Follows every channel of the workspace, the one on screen first. */
function useFollowing(live: Live | null, workspaceId: string): void {
  const channels = useChannels(workspaceId).data;
  const open = useMatch("/w/:workspaceId/c/:channelId")?.params.channelId ?? null;
  useEffect(() => {
    if (live !== null && channels !== undefined) live.follow(channels, open);
  }, [live, channels, open]);
}

function Frame({ me, workspace }: { me: Me; workspace: Workspace }): ReactNode {
  const live = useWorkspaceLive(workspace.id, me.user.id);
  useFollowing(live, workspace.id);
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const location = useLocation();
  const isHome = useMatch("/w/:workspaceId") !== null;
  const [folded, setFolded] = useState(false);
  const [overlayAt, setOverlayAt] = useState<string | null>(null);
  const overlaid = isNarrow && !isPhone && overlayAt === location.key;
  const toggle = (): void => {
    if (isPhone) return;
    if (isNarrow) setOverlayAt(overlaid ? null : location.key);
    else setFolded(!folded);
  };
  useRegions(toggle);
  useEffect(() => {
    keepLastWorkspace(workspace.id);
  }, [workspace.id]);

  const isBeside = !isNarrow && !folded;
  const isShown = isPhone ? isHome : isBeside || overlaid;
  if (live === null) return null;
  const shell: Shell = { me, workspace, openSidebar: isPhone || isBeside ? null : toggle };
  return (
    <LiveContext value={live}>
      <a className="skip" href="#main">Skip to the messages</a>
      <div className={`shell ${isBeside ? "beside" : ""} ${isPhone && isHome ? "home" : ""}`}
        onKeyDown={(event) => { if (event.key === "Escape" && overlaid) setOverlayAt(null); }}>
        {overlaid ? <div className="scrim" onClick={() => { setOverlayAt(null); }} /> : null}
        {isShown ? (
          <Boundary what="The sidebar">
            <Sidebar me={me} workspace={workspace} overlaid={overlaid} />
          </Boundary>
        ) : null}
        {isPhone && isHome ? null : (
          <div className="main-slot" inert={overlaid}>
            <Boundary what="This view" key={location.pathname}>
              <Outlet context={shell} />
            </Boundary>
          </div>
        )}
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
      <Notice title="The server did not answer" text={sentence(me.error)}>
        <Button onClick={() => void me.refetch()}>Try again</Button>
      </Notice>
    );
  }
  const workspace = me.data.workspaces.find((one) => one.id === workspaceId);
  if (workspace === undefined) {
    return (
      <Notice title="This workspace is not yours to see" text="It does not exist, or you are not a member. An owner or admin can invite you.">
        <Link className="button" to="/">Open your workspace</Link>
      </Notice>
    );
  }
  return <Frame key={workspace.id} me={me.data} workspace={workspace} />;
}
