import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import type { Channel, Message } from "../api/types";
import { opened } from "./history";
import { historyKey, Store, withArrival } from "./store";

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

test("of the channels that were opened the last twenty are kept, with their threads", () => {
  const store = new Store(new QueryClient(), "w");
  const open = (id: string): void => {
    store.client.setQueryData(historyKey(id), opened([message(1)], 50, 0));
    store.keep(id);
  };
  for (let number = 0; number < 20; number += 1) open(`c${String(number)}`);
  store.client.setQueryData(historyKey("c1", "m1"), opened([message(2, "m1")], 50, 0));
  open("c0");
  expect(store.history("c1", "m1")).toBeDefined();
  open("another");
  expect(store.history("c1")).toBeUndefined();
  expect(store.history("c1", "m1")).toBeUndefined();
  expect(store.history("c0")).toBeDefined();
  expect(store.client.getQueryCache().findAll({ queryKey: ["history"] })).toHaveLength(20);
});
