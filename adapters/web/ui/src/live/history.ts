import type { Message } from "../api/types";

/**
 * What this page holds of one channel: a run of messages without holes that ends at `known`.
 *
 * `known` is the highest change of the channel up to which nothing is missing. `ahead` are the numbers of changes
 * that came before an earlier one did; while it is not empty there is a gap, which either closes by itself
 * (announcements can overtake each other) or is read from the server.
 */
export interface History {
  readonly messages: readonly Message[];
  readonly known: number;
  readonly ahead: readonly number[];
  readonly hasOlder: boolean;
}

const bySeq = (one: Message, other: Message): number => one.seq - other.seq;

function merged(kept: readonly Message[], added: readonly Message[]): Message[] {
  const byId = new Map(kept.map((message) => [message.id, message]));
  for (const message of added) {
    if (message.deleted_at === null) byId.set(message.id, message);
    else byId.delete(message.id);
  }
  return [...byId.values()].sort(bySeq);
}

/** Counts the change `seq` as received; closes the gap as far as it is now closed. */
function counted(history: History, seq: number): Pick<History, "known" | "ahead"> {
  if (seq <= history.known) return { known: history.known, ahead: history.ahead };
  const waiting = new Set([...history.ahead, seq]);
  let known = history.known;
  while (waiting.delete(known + 1)) known += 1;
  return { known, ahead: [...waiting].sort((one, other) => one - other) };
}

/** Everything up to `seq` is here: what was ahead of it no longer is. */
function completed(history: History, seq: number): History {
  const known = Math.max(history.known, seq);
  const start: History = { ...history, known, ahead: [] };
  return history.ahead.filter((one) => one > known).reduce((sum, one) => ({ ...sum, ...counted(sum, one) }), start);
}

function highest(items: readonly Message[]): number {
  return items.reduce((top, message) => Math.max(top, message.seq), 0);
}

/** The newest page of a channel, as the first thing known of it. `upTo`: how far the channel had come before it was read. */
export function opened(items: readonly Message[], limit: number, upTo: number): History {
  return {
    messages: merged([], items),
    known: Math.max(upTo, highest(items)),
    ahead: [],
    hasOlder: items.length >= limit,
  };
}

/** With the page before the first message. */
export function withOlder(history: History, items: readonly Message[], limit: number): History {
  return { ...history, messages: merged(history.messages, items), hasOlder: items.length >= limit };
}

/** With a message that was announced or answered; the same one twice changes nothing. */
export function withMessage(history: History, message: Message): History {
  if (history.messages.some((one) => one.id === message.id)) return { ...history, ...counted(history, message.seq) };
  const isBeforeFirst = history.hasOlder && message.seq < (history.messages[0]?.seq ?? 0);
  const messages = isBeforeFirst ? history.messages : merged(history.messages, [message]);
  return { ...history, ...counted(history, message.seq), messages };
}

/** With a changed message; one that is not held here stays so. */
export function withChange(history: History, message: Message, changedSeq: number): History {
  const held = history.messages.some((one) => one.id === message.id);
  const messages = held ? merged(history.messages, [message]) : history.messages;
  return { ...history, ...counted(history, changedSeq), messages };
}

/** Without a deleted message. */
export function without(history: History, id: string, changedSeq: number): History {
  const messages = history.messages.filter((message) => message.id !== id);
  return { ...history, ...counted(history, changedSeq), messages };
}

/** With one page of those after `known`; when it is the `last` page nothing up to `upTo` is missing any more. */
export function withMissed(history: History, items: readonly Message[], last: boolean, upTo: number): History {
  const seq = last ? Math.max(upTo, highest(items)) : highest(items);
  return completed({ ...history, messages: merged(history.messages, items) }, seq);
}

/**
 * With the newest page read again: within its reach the server's word counts, so that edits and deletions made
 * while this page was not listening are seen. What was announced after the page was read stays.
 */
export function withNewest(history: History, items: readonly Message[], limit: number): History {
  const top = highest(items);
  const bottom = items.length < limit ? 0 : Math.min(...items.map((message) => message.seq));
  const kept = history.messages.filter((message) => message.seq < bottom || message.seq > top);
  return { ...history, messages: merged(kept, items) };
}

/** Whether a change of the channel is missing between those received. */
export function hasGap(history: History): boolean {
  return history.ahead.length > 0;
}
