import { type ReactNode, useEffect } from "react";
import { Link, Navigate, useParams, useSearchParams } from "react-router";

import { useChannels, useMe } from "../api/queries";
import type { Channel } from "../api/types";
import { PHONE, useMedia } from "../lib/media";
import { lastChannel, lastWorkspace } from "../live/pending";
import { Button } from "../parts/Basics";
import { Notice } from "../parts/Notice";
import { MessageBones, ShellBones } from "./Waiting";

/** A view that has nothing else to show; outside of a workspace it is the whole page. */
export function NoticeView(props: Omit<Parameters<typeof Notice>[0], "page">): ReactNode {
  return <main className="main notice-place" id="main" tabIndex={-1}><Notice page {...props} /></main>;
}

export function NotFound(): ReactNode {
  useEffect(() => {
    document.title = "Not found · IONFLUX";
  }, []);
  return (
    <NoticeView title="There is nothing at this address" why="The link may be cut short, or what it led to was removed. Everything else is where it was.">
      <Link className="button ink" to="/">Open your workspace</Link>
    </NoticeView>
  );
}

/** The workspace last used here, else the first that is not the sample one. */
export function Home(): ReactNode {
  const me = useMe();
  const isFirst = useSearchParams()[0].has("first");
  if (me.isPending) return <ShellBones />;
  if (me.isError) return <NoticeView title="Your workspace could not be read" why={me.error} busy={me.isFetching} retry={() => void me.refetch()} />;
  if (me.data === null) return <Navigate to="/sign-in" replace />;
  const { workspaces } = me.data;
  const last = lastWorkspace();
  const chosen = workspaces.find((one) => one.id === last) ?? workspaces.find((one) => !one.is_demo) ?? workspaces[0];
  if (chosen === undefined) {
    return (
      <NoticeView title="You are in no workspace" why="An owner or admin of a workspace can invite you. The invitation comes as a link.">
        <Button look="ink" busy={me.isFetching} onClick={() => void me.refetch()}>Look again</Button>
      </NoticeView>
    );
  }
  return <Navigate to={isFirst ? `/w/${chosen.id}/first-steps` : `/w/${chosen.id}`} replace />;
}

/** Where somebody begins who was in none yet: where everybody talks, else in the first that they are in. */
export function firstChannel(channels: readonly Channel[]): Channel | undefined {
  return channels.find((one) => one.name === "general") ?? channels.find((one) => one.is_member) ?? channels[0];
}

/** Beside the sidebar: the channel last read, else general. On a phone the sidebar is the screen, so nothing. */
export function WorkspaceHome(): ReactNode {
  const { workspaceId = "" } = useParams();
  const isPhone = useMedia(PHONE);
  const channels = useChannels(workspaceId);
  if (isPhone) return null;
  if (channels.isPending) return <main className="main" id="main" tabIndex={-1}><div className="bar" /><MessageBones /></main>;
  if (channels.data === undefined) {
    return <NoticeView title="The channels could not be read" why={channels.error} busy={channels.isFetching} retry={() => void channels.refetch()} />;
  }
  const last = lastChannel(workspaceId);
  const chosen = channels.data.find((one) => one.id === last) ?? firstChannel(channels.data);
  if (chosen !== undefined) return <Navigate to={`/w/${workspaceId}/c/${chosen.id}`} replace />;
  return (
    <NoticeView title="There is no channel here for you" why="Any member can add you to one.">
      <Button look="ink" busy={channels.isFetching} onClick={() => void channels.refetch()}>Look again</Button>
    </NoticeView>
  );
}
