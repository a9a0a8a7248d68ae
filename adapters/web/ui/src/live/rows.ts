import type { Alert, Message, Reply } from "../api/types";
import { dayWords, sameDay } from "../lib/format";
import { count } from "../lib/words";
import type { Pending } from "./pending";

/** One line of a channel as it is drawn. */
export type Row =
  | { readonly kind: "day"; readonly key: string; readonly words: string }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "message"; readonly key: string; readonly message: Message; readonly grouped: boolean; readonly alike: number }
  | { readonly kind: "pending"; readonly key: string; readonly pending: Pending; readonly grouped: boolean }
  | { readonly kind: "reply"; readonly key: string; readonly reply: Reply }
  /** Over a thread: the message it belongs to, and how many replies it has. */
  | { readonly kind: "replies"; readonly key: string; readonly words: string };

const GROUP_MS = 5 * 60_000;
const ALIKE_MS = 10 * 60_000;

const LEVELS = ["info", "warning", "critical"] as const;

/** Those entries of a list that have words under both names. */
function pairs<A extends string, B extends string>(list: unknown, first: A, second: B): Record<A | B, string>[] {
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return entries.filter((one): one is Record<A | B, string> => {
    const entry = one as Partial<Record<A | B, unknown>> | null;
    return typeof entry?.[first] === "string" && typeof entry[second] === "string";
  });
}

/**
 * The alert in a message, or null where it is something else. Anybody may send data that calls itself one: what of it
 * is not as it should be is left out.
 */
export function alertOf(message: Message): Alert | null {
  const payload = message.content_json.json_payload as Record<string, unknown> | null | undefined;
  if (message.content_type !== "json_data" || payload?.kind !== "alert" || typeof payload.title !== "string") return null;
  const alert: Alert = {
    kind: "alert",
    level: LEVELS.find((one) => one === payload.level) ?? "info",
    title: payload.title,
    fields: pairs(payload.fields, "label", "value"),
    links: pairs(payload.links, "label", "url"),
  };
  for (const name of ["text", "reason_text", "amount_text", "foot_text"] as const) {
    const words = payload[name];
    if (typeof words === "string") alert[name] = words;
  }
  return alert;
}

function sayTheSame(one: Message, other: Message): boolean {
  const [first, second] = [alertOf(one), alertOf(other)];
  if (first === null || second === null || one.deleted_at || other.deleted_at || one.reply_count + other.reply_count > 0 || one.sender_id !== other.sender_id) return false;
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
  /** There are messages after the last one held: what is not confirmed would stand in the wrong place. */
  readonly hasNewer?: boolean;
  /** Private answers that came here. */
  readonly replies?: readonly Reply[];
  /** The message above a thread. */
  readonly parent?: Message | null;
}

function isUnread(message: Message, unread: { after: number; upTo: number }, myId: string): boolean {
  return message.seq > unread.after && message.seq <= unread.upTo && message.sender_id !== myId;
}

/** A note of the product itself: small, and no part of what people say. */
export function isAside(message: Message): boolean {
  return message.sender_type === "system" && ["text", "markdown"].includes(message.content_type);
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

/** What stands over a thread, from its start: the message it belongs to, and the number of replies. */
function threadHead(parent: Message): Row[] {
  const words = parent.reply_count > 0 ? count(parent.reply_count, "reply", "replies") : "No replies yet";
  return [{ kind: "message", key: parent.id, message: parent, grouped: false, alike: 0 }, { kind: "replies", key: "replies", words }];
}

/** Puts rows together, one message after another. */
class Rows {
  readonly rows: Row[] = [];
  private last: Last | null = null;
  private day: Date | null = null;

  constructor(private readonly options: Options) {
    const { parent = null, hasOlder = false } = options;
    if (parent === null || hasOlder) return;
    this.rows.push(...threadHead(parent));
    this.day = new Date(parent.created_at);
  }

  stored(message: Message, isFirstNew: boolean): void {
    if (!isFirstNew && this.join(message)) return;
    const at = new Date(message.created_at);
    this.divide(at);
    // Above the first message held the line would say nothing: what is older may be unread too.
    if (isFirstNew && message !== this.options.messages[0]) {
      this.rows.push({ kind: "new", key: "new" });
      this.last = null;
    }
    this.rows.push({ kind: "message", key: message.id, message, grouped: !isAside(message) && follows(this.last, message.sender_id, at), alike: 0 });
    this.last = isAside(message) ? null : { senderId: message.sender_id, at };
  }

  unsent(one: Pending): void {
    const at = new Date(one.at);
    this.divide(at);
    this.rows.push({ kind: "pending", key: one.clientId, pending: one, grouped: follows(this.last, this.options.myId, at) });
    this.last = { senderId: this.options.myId, at };
  }

  /** An answer that only I see stands where it came, and what is said later below it. */
  answer(reply: Reply): void {
    this.rows.push({ kind: "reply", key: reply.id, reply });
    this.last = null;
  }

  /** Counts an alert at the one above it that says the same. */
  private join(message: Message): boolean {
    const earlier = this.rows.at(-1);
    const joins = earlier?.kind === "message" && earlier.key !== this.options.parent?.id && sayTheSame(earlier.message, message);
    if (joins) this.rows[this.rows.length - 1] = { ...earlier, alike: earlier.alike + 1 };
    return joins;
  }

  private divide(at: Date): void {
    if (this.day !== null && sameDay(this.day, at)) return;
    const isFirst = this.day === null;
    this.day = at;
    this.last = null;
    if (isFirst && this.options.hasOlder === true) return;
    this.rows.push({ kind: "day", key: `day-${at.toDateString()}`, words: dayWords(at, this.options.now) });
  }
}

/** Days, the line "New", grouped messages, alike alerts drawn once, answers only for me, and last what is not confirmed. */
export function rowsOf(options: Options): Row[] {
  const { messages, pending, myId, unread, hasOlder = false, hasNewer = false, replies = [] } = options;
  const made = new Rows(options);
  const first = messages[0]?.seq ?? 0;
  // Those from before the first message held wait until what is older is read.
  const answers = replies.filter((one) => !hasOlder || one.after_seq >= first);
  let answered = 0;
  const answer = (isDue: (one: Reply) => boolean): void => {
    for (let next = answers[answered]; next !== undefined && isDue(next); next = answers[answered]) {
      made.answer(next);
      answered += 1;
    }
  };
  const firstNew = unread === null ? undefined : messages.find((one) => isUnread(one, unread, myId));
  for (const message of messages) {
    answer((one) => one.after_seq < message.seq);
    made.stored(message, message === firstNew);
  }
  if (hasNewer) return made.rows;
  const confirmed = new Set(messages.map((message) => message.client_message_id));
  for (const one of pending) {
    if (confirmed.has(one.clientId)) continue;
    answer((reply) => reply.at < one.at);
    made.unsent(one);
  }
  answer(() => true);
  return made.rows;
}
