import { type ReactNode, useEffect } from "react";
import { Link, Navigate, useParams } from "react-router";

import { useChannels, useMe } from "../api/queries";
import { PHONE, useMedia } from "../lib/media";
import { lastChannel, lastWorkspace } from "../live/pending";
import { Button, Cause, Mark } from "../parts/Basics";

/** A view that has nothing else to show: what happened, and one way on. */
export function Notice({ title, why, children }: { title: string; why: string | Error; children: ReactNode }): ReactNode {
  return (
    <main className="notice-view">
      <Mark size={24} />
      <h2>{title}</h2>
      {typeof why === "string" ? <p>{why}</p> : <Cause error={why} />}
      {children}
    </main>
  );
}

export function NotFound(): ReactNode {
  useEffect(() => {
    document.title = "Not found · IONFLUX";
  }, []);
  return (
    <Notice title="There is nothing at this address" why="The link may be cut short, or what it led to was removed.">
      <Link className="button" to="/">Open your workspace</Link>
    </Notice>
  );
}

/** The workspace last used here, else the first that is not the sample one. */
export function Home(): ReactNode {
  const me = useMe();
  if (me.isPending) return null;
  if (me.isError) {
    return (
      <Notice title="The server did not answer" why={me.error}>
        <Button onClick={() => void me.refetch()}>Try again</Button>
      </Notice>
    );
  }
  if (me.data === null) return <Navigate to="/sign-in" replace />;
  const { workspaces } = me.data;
  const last = lastWorkspace();
  const chosen = workspaces.find((one) => one.id === last) ?? workspaces.find((one) => !one.is_demo) ?? workspaces[0];
  if (chosen === undefined) {
    return (
      <Notice title="You are in no workspace" why="An owner or admin of a workspace can invite you; the invitation comes as a link.">
        <Button onClick={() => void me.refetch()}>Look again</Button>
      </Notice>
    );
  }
  return <Navigate to={`/w/${chosen.id}`} replace />;
}

/** Beside the sidebar: the channel last read, else alerts. On a phone the sidebar is the screen, so nothing. */
export function WorkspaceHome(): ReactNode {
  const { workspaceId = "" } = useParams();
  const isPhone = useMedia(PHONE);
  const channels = useChannels(workspaceId);
  if (isPhone || channels.isPending) return <div className="main" />;
  if (channels.data === undefined) {
    return (
      <Notice title="The channels could not be read" why={channels.error}>
        <Button onClick={() => void channels.refetch()}>Try again</Button>
      </Notice>
    );
  }
  const last = lastChannel(workspaceId);
  const chosen =
    channels.data.find((one) => one.id === last) ?? channels.data.find((one) => one.name === "alerts") ?? channels.data[0];
  if (chosen !== undefined) return <Navigate to={`/w/${workspaceId}/c/${chosen.id}`} replace />;
  return (
    <Notice title="There is no channel here for you" why="An owner or admin can add you to one.">
      <Button onClick={() => void channels.refetch()}>Look again</Button>
    </Notice>
  );
}
