import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent } from "react";
import { useMatch } from "react-router";

import { noteNotification } from "../api/notices";
import { noteEditing, noteProposal } from "../api/proposals";
import { useChannels } from "../api/queries";
import { noteRun } from "../api/runs";
import { useNotingSteps } from "../api/steps";
import type { Channel, Me, Message, Workspace } from "../api/types";
import { hasSingleKeys, isWriting } from "../lib/keys";
import { openedOverlay, openOverlay, useOverlay } from "../lib/overlay";
import { inChannel } from "../lib/query";
import { useLive } from "../live/context";
import { Toasts } from "../parts/Toasts";

const Overlay = lazy(() => import("./overlays/Overlay"));

/** Keeps proposals, notifications and runs that were read in step with what the server tells. */
function useFollowing(): void {
  const live = useLive();
  const client = useQueryClient();
  const { workspaceId } = live;
  useEffect(() => {
    const proposal = (payload: Record<string, unknown>): void => { noteProposal(client, workspaceId, payload as unknown as Message); };
    const stops = [
      live.on("new_message", proposal),
      live.on("message_updated", proposal),
      live.on("editing_proposal", (payload) => { noteEditing(client, String(payload.message_id), String(payload.user_id)); }),
      live.on("notification", (payload) => { noteNotification(client, workspaceId, payload); }),
      live.on("run_updated", (payload) => { noteRun(client, workspaceId, payload); }),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [live, client, workspaceId]);
}

function isChord(event: KeyboardEvent, letter: string): boolean {
  return event.key.toLowerCase() === letter && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

/**
 * The browser finds only what is drawn of a channel: the first press searches all that was said in it. The second closes
 * that, and is the browser's own.
 */
function find(event: KeyboardEvent, channel: Channel): void {
  const open = openedOverlay();
  if (open?.kind === "palette" && open.isFind === true) openOverlay(null);
  else if (open === null) {
    event.preventDefault();
    openOverlay({ kind: "palette", query: inChannel(channel), isFind: true });
  }
}

/** What is done from anywhere: Ctrl K (or Cmd K) opens the palette, ? the keys; and Ctrl F in a channel searches it. */
function useKeys(me: Me, workspace: Workspace): void {
  const channelId = useMatch("/w/:workspaceId/c/:channelId")?.params.channelId;
  const channel = useChannels(workspace.id).data?.find((one) => one.id === channelId);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isChord(event, "k")) {
      event.preventDefault();
      openOverlay({ kind: "palette" });
    } else if (isChord(event, "f") && channel !== undefined) find(event, channel);
    else if (event.key === "?" && hasSingleKeys(me) && !event.ctrlKey && !event.metaKey && !isWriting(event.target)) {
      event.preventDefault();
      openOverlay({ kind: "keys" });
    }
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => { removeEventListener("keydown", press); };
  }, []);
}

/** What lies over every view of a workspace, and what is kept in step below all of them. */
export function Overlays({ me, workspace }: { me: Me; workspace: Workspace }): ReactNode {
  const overlay = useOverlay();
  useFollowing();
  useNotingSteps();
  useKeys(me, workspace);
  useEffect(() => () => { openOverlay(null); }, []);
  return (
    <>
      {overlay === null ? null : <Suspense><Overlay overlay={overlay} me={me} workspace={workspace} onClose={() => { openOverlay(null); }} /></Suspense>}
      <Toasts />
    </>
  );
}
