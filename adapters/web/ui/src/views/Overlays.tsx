import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent } from "react";

import { noteNotification } from "../api/notices";
import { noteEditing, noteProposal } from "../api/proposals";
import { noteRun } from "../api/runs";
import { useNotingSteps } from "../api/steps";
import type { Me, Message, Workspace } from "../api/types";
import { hasSingleKeys, isChord, isWriting } from "../lib/keys";
import { openOverlay, useOverlay } from "../lib/overlay";
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

/** What is done from anywhere: Ctrl K (or Cmd K) opens the palette, ? the keys. */
function useKeys(me: Me): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isChord(event, "k")) {
      event.preventDefault();
      openOverlay({ kind: "palette" });
    } else if (event.key === "?" && hasSingleKeys(me) && !event.ctrlKey && !event.metaKey && !isWriting(event.target)) {
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
  useKeys(me);
  useEffect(() => () => { openOverlay(null); }, []);
  return (
    <>
      {overlay === null ? null : <Suspense><Overlay overlay={overlay} me={me} workspace={workspace} onClose={() => { openOverlay(null); }} /></Suspense>}
      <Toasts />
    </>
  );
}
