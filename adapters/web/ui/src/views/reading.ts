import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";

import { useMessage } from "../api/messages";
import type { Channel } from "../api/types";
import { useAttention } from "../lib/media";
import { useLive, useStatus } from "../live/context";
import type { History } from "../live/history";

export interface Pages {
  older: "idle" | "reading" | "failed";
  newer: "idle" | "reading" | "failed";
  readAgain: () => void;
}

/** Reads the page before the first message held, or after the last, each time that the end of what is held is close. */
export function usePages(channelId: string, threadId: string | null, history: History, near: { start: boolean; end: boolean }): Pages {
  const { reader } = useLive();
  const older = useMutation({ mutationFn: () => reader.older(channelId, threadId) });
  const newer = useMutation({ mutationFn: () => reader.newer(channelId, threadId) });
  const isIdle = !older.isPending && !newer.isPending;
  const dueOlder = near.start && history.hasOlder && isIdle && !older.isError;
  const dueNewer = !dueOlder && near.end && history.hasNewer && isIdle && !newer.isError;
  const { mutate: readOlder } = older;
  const { mutate: readNewer } = newer;
  useEffect(() => {
    if (dueOlder) readOlder();
    else if (dueNewer) readNewer();
  }, [dueOlder, dueNewer, readOlder, readNewer]);
  const { reset: forgetOlder } = older;
  const { reset: forgetNewer } = newer;
  const isConnected = useStatus().state === "open";
  // What failed for want of the connection is read when it is back.
  useEffect(() => {
    if (!isConnected) return;
    forgetOlder();
    forgetNewer();
  }, [isConnected, forgetOlder, forgetNewer]);
  const state = (one: { isError: boolean; isPending: boolean }): "idle" | "reading" | "failed" => (one.isError ? "failed" : one.isPending ? "reading" : "idle");
  return { older: state(older), newer: state(newer), readAgain: () => { (older.isError ? readOlder : readNewer)(); } };
}

interface Reading {
  /** Everything is read, now. */
  markRead: () => void;
  /** From the message numbered so on nothing counts as read, until I say so or come back. */
  markUnread: (seq: number) => void;
  unread: { after: number; upTo: number } | null;
}

/** While the end is on screen and looked at, what arrives is read: told to the server half a second later. */
export function useReading(channel: Channel, history: History, atEnd: boolean, isThread: boolean): Reading {
  const live = useLive();
  const attention = useAttention();
  const [unread, setUnread] = useState(() => unreadAtOpening(channel, history));
  const [isHeld, setHeld] = useState(false);
  const told = useRef(channel.last_read_seq ?? 0);
  const here = atEnd && attention && !isHeld && !history.hasNewer;
  const newest = history.newest;
  useEffect(() => {
    // What is read of a channel is read in the channel; its threads are followed beside it.
    if (isThread) return undefined;
    live.show(channel.id, here);
    return () => { live.show(null, false); };
  }, [live, here, channel.id, isThread]);
  useEffect(() => {
    if (!here || newest <= told.current) return undefined;
    const timer = setTimeout(() => {
      live.markRead(channel.id, newest).then(() => { told.current = newest; }, () => undefined);
    }, 500);
    return () => { clearTimeout(timer); };
  }, [live, here, channel.id, newest]);
  return {
    unread,
    markRead: () => {
      setHeld(false);
      told.current = newest;
      live.markRead(channel.id, newest).catch(() => { told.current = 0; });
    },
    markUnread: (seq) => {
      setHeld(true);
      setUnread({ after: seq - 1, upTo: newest });
      live.markUnread(channel.id, seq - 1).then(() => { told.current = seq - 1; }, () => { setHeld(false); });
    },
  };
}

/** What of the channel was unread when it was opened; it stays so until the next visit. */
function unreadAtOpening(channel: Channel, history: History): { after: number; upTo: number } | null {
  const after = channel.last_read_seq ?? 0;
  return after > 0 && after < history.newest ? { after, upTo: history.newest } : null;
}

/** How many messages of others came since the end was last on screen. */
export function useFresh(channel: Channel, history: History, myId: string, atEnd: boolean): number {
  const top = history.messages.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(top);
  const isAtEnd = atEnd && !history.hasNewer;
  if (isAtEnd && seen !== top) setSeen(top);
  const held = useMemo(() => history.messages.filter((one) => one.seq > seen && one.sender_id !== myId).length, [history.messages, seen, myId]);
  return history.hasNewer ? (channel.unread_count ?? 0) : held;
}

/** Where a link leads: the message to bring into view, which is read first where it is not held. */
export function useTarget(channelId: string, threadId: string | null, messageId: string | null, history: History): { id: string; isHeld: boolean } | null {
  const { reader } = useLive();
  const asked = useRef<string | null>(null);
  const isHeld = messageId !== null && (history.messages.some((one) => one.id === messageId) || messageId === threadId);
  const message = useMessage(isHeld ? null : messageId).data;
  const isHere = message !== undefined && message.channel_id === channelId && message.thread_id === threadId;
  useEffect(() => {
    // Once it was there it is not looked for again: whoever scrolls away from it stays away.
    if (messageId === null || isHeld) asked.current = messageId;
    if (messageId === null || isHeld || !isHere || asked.current === messageId) return;
    asked.current = messageId;
    reader.jump(channelId, threadId, messageId).catch(() => { asked.current = null; });
  }, [reader, channelId, threadId, messageId, isHeld, isHere]);
  return messageId === null ? null : { id: messageId, isHeld };
}
