import { expect, test } from "vitest";

import type { Content, Message } from "../../api/types";
import { isCommand } from "./context";

const message = (content: Content, more: Partial<Message> = {}): Message => ({
  id: "m", channel_id: "c", seq: 1, sender_id: "u", sender_type: "user", sender_name: "Mara", content_type: "text", content_json: content, thread_id: null,
  reply_count: 0, client_message_id: null, created_at: "2026-11-24T10:00:00Z", updated_at: null, deleted_at: null, ...more,
});

test("a command is what a person gave, and no text that merely begins with a slash", () => {
  expect(isCommand(message({ text_body: "/help" }))).toBe(true);
  expect(isCommand(message({ text_body: "/remind not a command", is_literal: true }))).toBe(false);
  expect(isCommand(message({ text_body: "either/or" }))).toBe(false);
  expect(isCommand(message({ text_body: "/help" }, { sender_type: "agent" }))).toBe(false);
  expect(isCommand(message({}))).toBe(false);
});
