import type { Alert, Message } from "../api/types";
import { dayWords, sameDay } from "../lib/format";
import type { Pending } from "./pending";

/** One line of a channel as it is drawn. */
export type Row =
  | { readonly kind: "day"; readonly key: string; readonly words: string }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "message"; readonly key: string; readonly message: Message; readonly grouped: boolean; readonly alike: number }
  | { readonly kind: "pending"; readonly key: string; readonly pending: Pending; readonly grouped: boolean };

const GROUP_MS = 5 * 60_000;
const ALIKE_MS = 10 * 60_000;

/** The alert in a message, or null where it is something else. */
export function alertOf(message: Message): Alert | null {
  const payload = message.content_json.json_payload as Partial<Alert> | null | undefined;
  const isAlert = message.content_type === "json_data" && payload?.kind === "alert" && typeof payload.title === "string";
  return isAlert ? (payload as Alert) : null;
}

function sayTheSame(one: Message, other: Message): boolean {
  const [first, second] = [alertOf(one), alertOf(other)];
  if (first === null || second === null || one.sender_id !== other.sender_id) return false;
  const near = Date.parse(other.created_at) - Date.parse(one.created_at) < ALIKE_MS;
  const text = (alert: Alert): string => JSON.stringify([alert.title, alert.level, alert.text, alert.amount_text, alert.fields]);
  return near && text(first) === text(second);
}

interface Options {
  readonly messages: readonly Message[];
  readonly pending: readonly Pending[];
  readonly myId: string;
  /** What was unread when the channel was opened: the line "New" stands above the first of them. Null draws none. */
  readonly unread: { readonly after: number; readonly upTo: number } | null;
  readonly now: Date;
  /** There are messages before the first one held: a row above it would stay first while they come in, and what is read would move. */
  readonly hasOlder?: boolean;
}

function isUnread(message: Message, unread: { after: number; upTo: number }, myId: string): boolean {
  return message.seq > unread.after && message.seq <= unread.upTo && message.sender_id !== myId;
}

interface Last {
  readonly senderId: string;
  readonly at: Date;
}

/** Whether a message goes below the last one without a name of its own. */
function follows(last: Last | null, senderId: string, at: Date): boolean {
  return last !== null && last.senderId === senderId && at.getTime() - last.at.getTime() < GROUP_MS;
}

/** The day of the row at `at`: its divider's words, or where that is not held yet its own day. */
export function dayOf(rows: readonly Row[], at: number, now: Date): string | null {
  const divider = rows.slice(0, at + 1).findLast((row) => row.kind === "day");
  if (divider?.kind === "day") return divider.words;
  const row = rows.slice(0, at + 1).find((one) => one.kind === "message");
  return row?.kind === "message" ? dayWords(new Date(row.message.created_at), now) : null;
}

/** Days, the line "New", grouped messages, alike alerts drawn once, and last what is not confirmed. */
export function rowsOf({ messages, pending, myId, unread, now, hasOlder = false }: Options): Row[] {
  const rows: Row[] = [];
  let last: Last | null = null;
  const firstNew = unread === null ? undefined : messages.find((one) => isUnread(one, unread, myId));

  const divide = (at: Date): void => {
    if (last !== null && sameDay(last.at, at)) return;
    if (last !== null || !hasOlder) rows.push({ kind: "day", key: `day-${at.toDateString()}`, words: dayWords(at, now) });
    last = null;
  };

  for (const message of messages) {
    const at = new Date(message.created_at);
    const earlier = rows.at(-1);
    if (message !== firstNew && earlier?.kind === "message" && sayTheSame(earlier.message, message)) {
      rows[rows.length - 1] = { ...earlier, alike: earlier.alike + 1 };
      continue;
    }
    divide(at);
    // Above the first message held the line would say nothing: what is older may be unread too.
    if (message === firstNew && message !== messages[0]) {
      rows.push({ kind: "new", key: "new" });
      last = null;
    }
    rows.push({ kind: "message", key: message.id, message, grouped: follows(last, message.sender_id, at), alike: 0 });
    last = { senderId: message.sender_id, at };
  }
  const confirmed = new Set(messages.map((message) => message.client_message_id));
  for (const one of pending) {
    if (confirmed.has(one.clientId)) continue;
    const at = new Date(one.at);
    divide(at);
    rows.push({ kind: "pending", key: one.clientId, pending: one, grouped: follows(last, myId, at) });
    last = { senderId: myId, at };
  }
  return rows;
}
