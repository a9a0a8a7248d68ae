import { describe, expect, test } from "vitest";

import type { Message } from "../api/types";
import { type History, hasGap, opened, withChange, withMessage, withMissed, withNewest, without, withOlder } from "./history";

function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${String(seq)}`,
    channel_id: "c",
    seq,
    sender_id: "u",
    sender_type: "user",
    sender_name: "Ada",
    content_type: "text",
    content_json: { text_body: `text ${String(seq)}` },
    thread_id: null,
    reply_count: 0,
    client_message_id: null,
    created_at: "2026-11-24T10:00:00Z",
    updated_at: null,
    deleted_at: null,
    ...change,
  };
}

/** Messages as the server lists them: newest first. */
const page = (...seqs: number[]): Message[] => seqs.map((seq) => message(seq)).sort((one, other) => other.seq - one.seq);
const seqs = (history: History): number[] => history.messages.map((one) => one.seq);
const texts = (history: History): (string | undefined)[] => history.messages.map((one) => one.content_json.text_body);

describe("opening", () => {
  test("a page stands oldest first and is known to its end", () => {
    const history = opened(page(3, 4, 5), 3, 0);
    expect(seqs(history)).toEqual([3, 4, 5]);
    expect(history.known).toBe(5);
    expect(history.hasOlder).toBe(true);
  });

  test("a page that is not full is the start of the channel", () => {
    expect(opened(page(1, 2), 50, 0).hasOlder).toBe(false);
  });

  test("older messages go before, and one held already stays single", () => {
    const history = withOlder(opened(page(3, 4), 2, 0), page(1, 2, 3), 50);
    expect(seqs(history)).toEqual([1, 2, 3, 4]);
    expect(history.hasOlder).toBe(false);
  });
});

describe("following", () => {
  const start = opened(page(1, 2), 50, 2);

  test("the next message is appended and leaves no gap", () => {
    const history = withMessage(start, message(3));
    expect(seqs(history)).toEqual([1, 2, 3]);
    expect(history.known).toBe(3);
    expect(hasGap(history)).toBe(false);
  });

  test("the same message twice is there once", () => {
    expect(seqs(withMessage(withMessage(start, message(3)), message(3)))).toEqual([1, 2, 3]);
  });

  test("a message that overtook another shows a gap until the other comes", () => {
    const ahead = withMessage(start, message(4));
    expect(seqs(ahead)).toEqual([1, 2, 4]);
    expect(ahead.known).toBe(2);
    expect(hasGap(ahead)).toBe(true);
    const closed = withMessage(ahead, message(3));
    expect(seqs(closed)).toEqual([1, 2, 3, 4]);
    expect(closed.known).toBe(4);
    expect(hasGap(closed)).toBe(false);
  });

  test("an edit counts as a change of the channel and keeps the message's place", () => {
    const edited = withChange(start, message(1, { content_json: { text_body: "better" } }), 3);
    expect(texts(edited)).toEqual(["better", "text 2"]);
    expect(edited.known).toBe(3);
    expect(hasGap(withMessage(edited, message(4)))).toBe(false);
  });

  test("a deletion takes the message away", () => {
    const history = without(start, "m1", 3);
    expect(seqs(history)).toEqual([2]);
    expect(history.known).toBe(3);
  });

  test("an edit of a message that is not held adds nothing", () => {
    expect(seqs(withChange(start, message(9), 3))).toEqual([1, 2]);
  });
});

describe("coming back", () => {
  test("missed messages fill the gap, page by page", () => {
    const start = withMessage(opened(page(1, 2), 50, 2), message(6));
    const half = withMissed(start, page(3, 4), false, 6);
    expect(half.known).toBe(4);
    expect(hasGap(half)).toBe(true);
    const whole = withMissed(half, page(5, 6), true, 6);
    expect(seqs(whole)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(whole.known).toBe(6);
    expect(hasGap(whole)).toBe(false);
  });

  test("changes that were no messages are counted by how far the channel has come", () => {
    const history = withMissed(opened(page(1, 2), 50, 2), page(4), true, 7);
    expect(seqs(history)).toEqual([1, 2, 4]);
    expect(history.known).toBe(7);
  });

  test("a message that arrives while the missed are read is not lost and not doubled", () => {
    const during = withMessage(opened(page(1), 50, 1), message(5));
    const history = withMissed(during, page(2, 3, 4), true, 4);
    expect(seqs(history)).toEqual([1, 2, 3, 4, 5]);
    expect(history.known).toBe(5);
    expect(hasGap(history)).toBe(false);
  });

  test("the newest page read again shows edits and deletions, and keeps what is older or newer", () => {
    const before = withMessage(opened(page(1, 2, 3, 4, 5), 5, 5), message(6));
    const again = [message(5, { content_json: { text_body: "edited" } }), message(3)];
    const history = withNewest(before, again, 2);
    expect(seqs(history)).toEqual([1, 2, 3, 5, 6]);
    expect(texts(history)[3]).toBe("edited");
  });

  test("a newest page that is the whole channel takes away what it does not hold", () => {
    expect(seqs(withNewest(opened(page(1, 2, 3), 50, 3), page(3), 50))).toEqual([3]);
  });

  test("whatever order announcements come in, nothing is missing and nothing is there twice", () => {
    for (let round = 0; round < 200; round += 1) {
      const order = Array.from({ length: 12 }, (_, at) => at + 3).sort((a, b) => ((a * 7919 + round * 104729) % 101) - ((b * 7919 + round * 104729) % 101));
      const history = [...order, ...order].reduce((sum, seq) => withMessage(sum, message(seq)), opened(page(1, 2), 50, 2));
      expect(seqs(history)).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
      expect(history.known).toBe(14);
      expect(hasGap(history)).toBe(false);
    }
  });
});
