import type { Message, Reaction } from "../api/types";

/**
 * What this page holds of one channel, or of one thread: a run of messages without holes.
 *
 * `known` is the highest change of the channel up to which nothing is missing. `ahead` are the numbers of changes
 * that came before an earlier one did; while it is not empty there is a gap, which either closes by itself
 * (announcements can overtake each other) or is read from the server. A thread is not counted: its channel is.
 *
 * Only so many messages are held: reading far up lets go of the newest, and then `hasNewer`.
 */
export interface History {
  readonly messages: readonly Message[];
  readonly known: number;
  readonly ahead: readonly number[];
  readonly hasOlder: boolean;
  /** The run ends before the channel does: what comes now is not added to it. */
  readonly hasNewer: boolean;
  /** The number of the newest message there is known to be, held or not. */
  readonly newest: number;
}

export const MOST_HELD = 400;
const MOST_REPLIERS = 5;

const bySeq = (one: Message, other: Message): number => one.seq - other.seq;

function merged(kept: readonly Message[], added: readonly Message[]): Message[] {
  const byId = new Map(kept.map((message) => [message.id, message]));
  for (const message of added) byId.set(message.id, message);
  return [...byId.values()].sort(bySeq);
}

function highest(items: readonly Message[]): number {
  return items.reduce((top, message) => Math.max(top, message.seq), 0);
}

/** With only the last of its messages, so many as are held at most. */
function startCut(history: History): History {
  if (history.messages.length <= MOST_HELD) return history;
  return { ...history, messages: history.messages.slice(-MOST_HELD), hasOlder: true };
}

function endCut(history: History): History {
  if (history.messages.length <= MOST_HELD) return history;
  return { ...history, messages: history.messages.slice(0, MOST_HELD), hasNewer: true };
}

// What is read

/** The newest page of a channel, as the first thing known of it. `upTo`: how far the channel had come before it was read. */
export function opened(items: readonly Message[], limit: number, upTo: number): History {
  const newest = highest(items);
  return { messages: merged([], items), known: Math.max(upTo, newest), ahead: [], hasOlder: items.length >= limit, hasNewer: false, newest };
}

/** The page around the message numbered `seq`: half of `limit` before it, half from it on. */
export function openedAround(items: readonly Message[], limit: number, seq: number, upTo: number): History {
  const half = Math.floor(limit / 2);
  const before = items.filter((message) => message.seq < seq).length;
  return {
    ...opened(items, limit, upTo),
    hasOlder: before >= half,
    hasNewer: items.length - before >= half,
  };
}

/** With the page before the first message. */
export function withOlder(history: History, items: readonly Message[], limit: number): History {
  return endCut({ ...history, messages: merged(history.messages, items), hasOlder: items.length >= limit });
}

/** With the page after the last message. `newest`: what was the newest known when it was asked for. */
export function withNewer(history: History, items: readonly Message[], limit: number, newest: number): History {
  const messages = merged(history.messages, items);
  // What was announced while the page was on its way is neither in it nor held: it is read next.
  const isBehind = history.newest > Math.max(newest, highest(messages));
  return startCut({ ...history, messages, hasNewer: items.length >= limit || isBehind });
}

/** With the messages numbered `from` to `to` read again: there the server's word counts. */
export function withRange(history: History, items: readonly Message[], from: number, to: number): History {
  const kept = history.messages.filter((message) => message.seq < from || message.seq > to);
  return { ...history, messages: merged(kept, items) };
}

/** With one page of those after `known`; when it is the `last` page nothing up to `upTo` is missing any more. */
export function withMissed(history: History, items: readonly Message[], last: boolean, upTo: number): History {
  const seq = last ? Math.max(upTo, highest(items)) : highest(items);
  const newest = Math.max(history.newest, highest(items));
  const messages = history.hasNewer ? history.messages : merged(history.messages, items);
  return completed({ ...history, messages, newest }, seq);
}

/** So much was missed that it is read when it is scrolled to. */
export function leftBehind(history: History, upTo: number): History {
  return completed({ ...history, hasNewer: true, newest: Math.max(history.newest, upTo) }, upTo);
}

// What is announced

/** The change numbered `seq` is received; closes the gap as far as it is now closed. */
export function counted(history: History, seq: number): History {
  if (seq <= history.known) return history;
  const waiting = new Set([...history.ahead, seq]);
  let known = history.known;
  while (waiting.delete(known + 1)) known += 1;
  return { ...history, known, ahead: [...waiting].sort((one, other) => one - other) };
}

/** Everything up to `seq` is here: what was ahead of it no longer is. */
function completed(history: History, seq: number): History {
  const start: History = { ...history, known: Math.max(history.known, seq), ahead: [] };
  return history.ahead.filter((one) => one > start.known).reduce(counted, start);
}

/**
 * With a new message; the same one twice changes nothing. `follows`: nobody reads further up, so that the oldest can
 * be let go; else the run ends before it becomes too long.
 */
export function withMessage(history: History, message: Message, follows = true): History {
  const newest = Math.max(history.newest, message.seq);
  const isOutside = history.hasNewer || (history.hasOlder && message.seq < (history.messages[0]?.seq ?? 0));
  if (isOutside || history.messages.some((one) => one.id === message.id)) return { ...history, newest };
  const messages = merged(history.messages, [message]);
  if (follows) return startCut({ ...history, messages, newest });
  return messages.length > 2 * MOST_HELD ? { ...history, newest, hasNewer: true } : { ...history, messages, newest };
}

function changed(history: History, id: string, change: (message: Message) => Message): History {
  if (!history.messages.some((one) => one.id === id)) return history;
  return { ...history, messages: history.messages.map((one) => (one.id === id ? change(one) : one)) };
}

/** With a changed message; one that is not held here stays so. */
export function withChange(history: History, message: Message): History {
  return changed(history, message.id, (held) => ({ ...message, seq: held.seq }));
}

export function withReactions(history: History, id: string, reactions: Reaction[]): History {
  return changed(history, id, (held) => ({ ...held, reactions_json_array: reactions }));
}

/** A deleted message leaves its place, and nothing of what it said. */
export function without(history: History, id: string, at: string): History {
  return changed(history, id, (held) => ({ ...held, content_json: {}, reactions_json_array: [], mentions_json_array: [], is_pinned: false, deleted_at: at }));
}

/** With a reply counted at the message above it, unless the server had counted it already when that message was read. */
export function withReply(history: History, reply: Message): History {
  return changed(history, reply.thread_id ?? "", (held) => answered(held, reply));
}

/** The message with one more reply. */
export function answered(message: Message, reply: Message): Message {
  const since = message.last_reply_at ? Date.parse(reply.created_at) - Date.parse(message.last_reply_at) : 1;
  // What is written in one go has one time: a question to an agent, and the word that it is at work.
  if (since < 0 || (since === 0 && reply.seq <= (message.last_reply_seq ?? reply.seq))) return message;
  const earlier = (message.reply_user_ids_array ?? []).filter((id) => id !== reply.sender_id);
  return {
    ...message,
    reply_count: message.reply_count + 1,
    last_reply_at: reply.created_at,
    last_reply_seq: reply.seq,
    reply_user_ids_array: [reply.sender_id, ...earlier].slice(0, MOST_REPLIERS),
  };
}

/** Whether a change of the channel is missing between those received. */
export function hasGap(history: History): boolean {
  return history.ahead.length > 0;
}
