import type { Alert, Message } from "../api/types";
import { sameDay } from "../lib/format";
import type { Pending } from "./pending";

/** One line of a channel as it is drawn. */
export type Row =
  | { readonly kind: "day"; readonly key: string; readonly at: Date }
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
  /** Messages of others after this number stand below the line "New"; null draws no line. */
  readonly newAfter: number | null;
}

/** Days, the line "New", grouped messages, alike alerts drawn once, and last what is not confirmed. */
export function rowsOf({ messages, pending, myId, newAfter }: Options): Row[] {
  const rows: Row[] = [];
  let last: { senderId: string; at: Date; message: Message | null } | null = null;
  let isMarked = newAfter === null;

  const divide = (at: Date): void => {
    if (last !== null && sameDay(last.at, at)) return;
    rows.push({ kind: "day", key: `day-${at.toDateString()}`, at });
    last = null;
  };
  const follows = (senderId: string, at: Date): boolean =>
    last !== null && last.senderId === senderId && at.getTime() - last.at.getTime() < GROUP_MS;

  for (const message of messages) {
    const at = new Date(message.created_at);
    const earlier = rows.at(-1);
    if (earlier?.kind === "message" && sayTheSame(earlier.message, message)) {
      rows[rows.length - 1] = { ...earlier, alike: earlier.alike + 1 };
      continue;
    }
    divide(at);
    if (!isMarked && newAfter !== null && message.seq > newAfter && message.sender_id !== myId) {
      isMarked = true;
      if (rows.some((row) => row.kind === "message")) rows.push({ kind: "new", key: "new" });
      last = null;
    }
    rows.push({ kind: "message", key: message.id, message, grouped: follows(message.sender_id, at), alike: 0 });
    last = { senderId: message.sender_id, at, message };
  }
  const confirmed = new Set(messages.map((message) => message.client_message_id));
  for (const one of pending) {
    if (confirmed.has(one.clientId)) continue;
    const at = new Date(one.at);
    divide(at);
    rows.push({ kind: "pending", key: one.clientId, pending: one, grouped: follows(myId, at) });
    last = { senderId: myId, at, message: null };
  }
  return rows;
}
