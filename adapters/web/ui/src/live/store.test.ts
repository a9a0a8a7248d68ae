import { expect, test } from "vitest";

import type { Channel, Message } from "../api/types";
import { withArrival } from "./store";

const channel: Channel = { id: "c", name: "general", type: "public", description_text: null, last_seq: 7, message_count: 5, unread_count: 1 };

const message = (seq: number, thread: string | null = null): Message => ({
  id: `m${String(seq)}`, channel_id: "c", seq, sender_id: "u", sender_type: "user", sender_name: "Ada", content_type: "text",
  content_json: { text_body: "text" }, thread_id: thread, reply_count: 0, client_message_id: null, created_at: "2026-11-24T10:00:00Z",
  updated_at: null, deleted_at: null,
});

test("a message that comes is unread, unless it is looked at", () => {
  expect(withArrival(channel, message(8), false)).toMatchObject({ last_seq: 8, message_count: 6, unread_count: 2 });
  expect(withArrival(channel, message(8), true)).toMatchObject({ message_count: 6, unread_count: 1 });
});

test("the same message again counts nothing, nor does a reply", () => {
  expect(withArrival(channel, message(7), false)).toBe(channel);
  expect(withArrival(channel, message(8, "m1"), false)).toMatchObject({ last_seq: 8, unread_count: 1, message_count: 5 });
});
