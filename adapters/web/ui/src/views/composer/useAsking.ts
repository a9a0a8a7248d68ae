import { useMe } from "../../api/queries";
import { openOverlay } from "../../lib/overlay";
import { useLive } from "../../live/context";

/** Opens the form that asks a channel's members for a decision; null in a thread, and for guests, who ask nothing. */
export function useAsking(channelId: string, threadId: string | null): (() => void) | null {
  const { workspaceId } = useLive();
  const role = useMe().data?.workspaces.find((one) => one.id === workspaceId)?.role;
  return threadId !== null || role === "guest" ? null : () => { openOverlay({ kind: "ask", channelId }); };
}
