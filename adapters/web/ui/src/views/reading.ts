import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";

import type { Channel } from "../api/types";
import { useAttention } from "../lib/media";
import { useLive } from "../live/context";
import type { History } from "../live/history";

export interface Older {
  state: "idle" | "reading" | "failed";
  readAgain: () => void;
}

/** Reads the page before the first message held, each time that `near` says the start is close. */
export function useOlder(channelId: string, history: History, near: boolean): Older {
  const live = useLive();
  const { mutate, isPending, isError } = useMutation({ mutationFn: () => live.older(channelId) });
  const due = near && history.hasOlder && !isPending && !isError;
  useEffect(() => {
    if (due) mutate();
  }, [due, mutate]);
  return { state: isError ? "failed" : isPending ? "reading" : "idle", readAgain: () => { mutate(); } };
}

/** While the end is on screen and looked at, what arrives is read: told to the server half a second later. */
export function useReading(channel: Channel, history: History, atEnd: boolean): void {
  const live = useLive();
  const attention = useAttention();
  const told = useRef(channel.last_read_seq ?? 0);
  const here = atEnd && attention;
  useEffect(() => {
    live.read(here ? channel.id : null);
    return () => { live.read(null); };
  }, [live, here, channel.id]);
  useEffect(() => {
    if (!here || history.known <= told.current) return undefined;
    const timer = setTimeout(() => {
      live.markRead(channel.id, history.known).then(() => { told.current = history.known; }, () => undefined);
    }, 500);
    return () => { clearTimeout(timer); };
  }, [live, here, channel.id, history.known]);
}

/** How many messages of others came since the end was last on screen. */
export function useFresh(history: History, myId: string, atEnd: boolean): number {
  const top = history.messages.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(top);
  if (atEnd && seen !== top) setSeen(top);
  return useMemo(() => history.messages.filter((one) => one.seq > seen && one.sender_id !== myId).length, [history.messages, seen, myId]);
}

/** What of the channel was unread when it was opened; it stays so until the next visit. */
export function useUnreadAtOpening(channel: Channel, history: History): { after: number; upTo: number } | null {
  const [unread] = useState(() => {
    const after = channel.last_read_seq ?? 0;
    return after > 0 && after < history.known ? { after, upTo: history.known } : null;
  });
  return unread;
}
