import { describe, expect, test } from "vitest";

import type { Message } from "../api/types";
import { alertOf, dayOf, type Row, rowsOf } from "./rows";

const NOW = new Date(2026, 10, 24, 15, 0);

function message(seq: number, minute: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${String(seq)}`,
    channel_id: "c",
    seq,
    sender_id: "ada",
    sender_type: "user",
    sender_name: "Ada",
    content_type: "text",
    content_json: { text_body: "text" },
    thread_id: null,
    reply_count: 0,
    client_message_id: null,
    created_at: new Date(2026, 10, 24, 10, minute).toISOString(),
    updated_at: null,
    deleted_at: null,
    ...change,
  };
}

const alert = (seq: number, minute: number, title: string): Message =>
  message(seq, minute, { sender_id: "agent", sender_type: "agent", content_type: "json_data", content_json: { json_payload: { kind: "alert", level: "info", title } } });

const rows = (messages: Message[], more: Partial<Parameters<typeof rowsOf>[0]> = {}): Row[] =>
  rowsOf({ messages, pending: [], myId: "me", unread: null, now: NOW, ...more });
const shape = (list: Row[]): string[] =>
  list.map((row) => (row.kind === "message" || row.kind === "pending" ? `${row.key}${row.grouped ? "+" : ""}` : row.kind));

describe("grouping", () => {
  test("messages of one person within 5 minutes stand together", () => {
    expect(shape(rows([message(1, 0), message(2, 4), message(3, 20)]))).toEqual(["day", "m1", "m2+", "m3"]);
  });

  test("another person between them parts them", () => {
    expect(shape(rows([message(1, 0), message(2, 1, { sender_id: "bo" }), message(3, 2)]))).toEqual(["day", "m1", "m2", "m3"]);
  });

  test("each day has its divider", () => {
    const yesterday = message(1, 0, { created_at: new Date(2026, 10, 23, 23, 59).toISOString() });
    const list = rows([yesterday, message(2, 0, { created_at: new Date(2026, 10, 24, 0, 1).toISOString() })]);
    expect(shape(list)).toEqual(["day", "m1", "day", "m2"]);
  });
});

describe("the line New", () => {
  const unread = { after: 1, upTo: 3 };

  test("stands above the first unread message of somebody else", () => {
    expect(shape(rows([message(1, 0), message(2, 1, { sender_id: "me" }), message(3, 2)], { unread }))).toEqual(["day", "m1", "m2", "new", "m3"]);
  });

  test("does not appear for what arrives after the channel was opened", () => {
    expect(shape(rows([message(1, 0), message(4, 2)], { unread }))).toEqual(["day", "m1", "m4+"]);
  });

  test("is not drawn above the first message held", () => {
    expect(shape(rows([message(2, 0), message(3, 1)], { unread }))).toEqual(["day", "m2", "m3+"]);
  });
});

describe("alike alerts", () => {
  test("within 10 minutes are one card with their number", () => {
    const list = rows([alert(1, 0, "No orders"), alert(2, 3, "No orders"), alert(3, 6, "No orders")]);
    expect(shape(list)).toEqual(["day", "m1"]);
    expect(list[1]).toMatchObject({ alike: 2 });
  });

  test("about different orders are different cards", () => {
    expect(shape(rows([alert(1, 0, "Order #1"), alert(2, 1, "Order #2")]))).toEqual(["day", "m1", "m2+"]);
  });
});

describe("what is not confirmed", () => {
  const pending = [{ clientId: "x", text: "hello", at: new Date(2026, 10, 24, 10, 2).toISOString(), state: "sending" as const }];

  test("stands last", () => {
    expect(shape(rows([message(1, 0)], { pending }))).toEqual(["day", "m1", "x"]);
  });

  test("is gone once the message is there", () => {
    expect(shape(rows([message(1, 0, { client_message_id: "x" })], { pending }))).toEqual(["day", "m1"]);
  });
});

test("no day stands above the first message held while older ones can come before it; it is still known", () => {
  const held = rows([message(1, 0), message(2, 20, { created_at: new Date(2026, 10, 25, 9).toISOString() })], { hasOlder: true });
  expect(shape(held)).toEqual(["m1", "day", "m2"]);
  expect(dayOf(held, 0, NOW)).toMatch(/^Today/u);
  expect(dayOf(held, 2, NOW)).not.toMatch(/^Today/u);
  expect(dayOf([], 0, NOW)).toBeNull();
});

describe("a thread", () => {
  const parent = message(1, 0, { reply_count: 2 });

  test("begins with the message it belongs to and the number of replies", () => {
    const list = rows([message(2, 1), message(3, 2)], { parent });
    expect(shape(list)).toEqual(["m1", "replies", "m2", "m3+"]);
    expect(list[1]).toMatchObject({ words: "2 replies" });
  });

  test("names the day of a reply that came on another", () => {
    const later = message(3, 0, { created_at: new Date(2026, 10, 25, 9).toISOString() });
    expect(shape(rows([message(2, 1), later], { parent }))).toEqual(["m1", "replies", "m2", "day", "m3"]);
  });

  test("shows its replies alone while older ones can come before them", () => {
    expect(shape(rows([message(2, 1)], { parent, hasOlder: true }))).toEqual(["m2"]);
  });
});

test("what is not confirmed waits for the end, where newer messages are not held", () => {
  const pending = [{ clientId: "x", text: "hello", at: NOW.toISOString(), state: "sending" as const }];
  expect(shape(rows([message(1, 0)], { pending, hasNewer: true }))).toEqual(["day", "m1"]);
});

describe("an answer only for me", () => {
  const reply = { id: "r", channel_id: "c", thread_id: null, text_body: "Only for you", is_error: false, at: NOW.toISOString(), after_seq: 1 };
  const pending = [{ clientId: "x", text: "hello", at: new Date(NOW.getTime() + 1).toISOString(), state: "sending" as const }];

  test("stands where it came, and what is said later below it, under the name of whoever says it", () => {
    expect(shape(rows([message(1, 0)], { replies: [reply] }))).toEqual(["day", "m1", "reply"]);
    expect(shape(rows([message(1, 0), message(2, 1)], { replies: [reply], pending }))).toEqual(["day", "m1", "reply", "m2", "x"]);
    expect(shape(rows([message(1, 0)], { replies: [reply], pending }))).toEqual(["day", "m1", "reply", "x"]);
  });

  test("waits until what was before it is held", () => {
    expect(shape(rows([message(5, 4)], { replies: [reply], hasOlder: true }))).toEqual(["m5"]);
  });
});

test("a note of the product parts what people say before and after it", () => {
  expect(shape(rows([message(1, 0), message(2, 1, { sender_type: "system", sender_id: "ada" }), message(3, 2)]))).toEqual(["day", "m1", "m2", "m3"]);
});

describe("an alert that somebody made up", () => {
  const made = (payload: unknown): Message => message(1, 0, { content_type: "json_data", content_json: { json_payload: payload } });
  const base = { kind: "alert", title: "Order" };

  test("is shown with what of it can be shown", () => {
    const fields = [null, "x", { label: { a: 1 }, value: [] }, { label: "Total", value: "€9" }];
    expect(alertOf(made({ ...base, level: "toString", text: { a: 1 }, amount_text: [1], fields, links: { a: 1 } }))).toEqual({
      kind: "alert", level: "info", title: "Order", fields: [{ label: "Total", value: "€9" }], links: [],
    });
  });

  test.each([[null], [5], ["alert"], [[]], [{}], [{ kind: "alert" }], [{ kind: "alert", title: { a: 1 } }]])("is none without a title: %j", (payload) => {
    expect(alertOf(made(payload))).toBeNull();
  });
});
