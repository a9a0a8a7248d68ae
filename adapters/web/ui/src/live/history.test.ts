import { describe, expect, test } from "vitest";

import type { Message } from "../api/types";
import {
  counted, type History, hasGap, leftBehind, MOST_HELD, opened, openedAround, withChange, withMessage, withMissed, withNewer, without, withOlder,
  withRange, withReactions, withReply,
} from "./history";

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
  const heard = (history: History, one: Message): History => counted(withMessage(history, one), one.seq);

  test("the next message is appended and leaves no gap", () => {
    const history = heard(start, message(3));
    expect(seqs(history)).toEqual([1, 2, 3]);
    expect(history.known).toBe(3);
    expect(hasGap(history)).toBe(false);
  });

  test("the same message twice is there once", () => {
    expect(seqs(heard(heard(start, message(3)), message(3)))).toEqual([1, 2, 3]);
  });

  test("a message that overtook another shows a gap until the other comes", () => {
    const ahead = heard(start, message(4));
    expect(seqs(ahead)).toEqual([1, 2, 4]);
    expect(ahead.known).toBe(2);
    expect(hasGap(ahead)).toBe(true);
    const closed = heard(ahead, message(3));
    expect(seqs(closed)).toEqual([1, 2, 3, 4]);
    expect(closed.known).toBe(4);
    expect(hasGap(closed)).toBe(false);
  });

  test("an edit keeps the message's place", () => {
    const edited = withChange(start, message(1, { seq: 9, content_json: { text_body: "better" } }));
    expect(texts(edited)).toEqual(["better", "text 2"]);
    expect(seqs(edited)).toEqual([1, 2]);
  });

  test("a deleted message leaves its place, and nothing of what it said", () => {
    const history = without(start, "m1", "2026-11-24T11:00:00Z");
    expect(seqs(history)).toEqual([1, 2]);
    expect(history.messages[0]).toMatchObject({ content_json: {}, deleted_at: "2026-11-24T11:00:00Z" });
  });

  test("an edit of a message that is not held adds nothing", () => {
    expect(withChange(start, message(9))).toBe(start);
  });

  test("whatever order announcements come in, nothing is missing and nothing is there twice", () => {
    for (let round = 0; round < 200; round += 1) {
      const order = Array.from({ length: 12 }, (_, at) => at + 3).sort((a, b) => ((a * 7919 + round * 104729) % 101) - ((b * 7919 + round * 104729) % 101));
      const history = [...order, ...order].reduce((sum, seq) => heard(sum, message(seq)), opened(page(1, 2), 50, 2));
      expect(seqs(history)).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
      expect(history.known).toBe(14);
      expect(hasGap(history)).toBe(false);
    }
  });
});

describe("replies", () => {
  const reply = (seq: number, minute: number, sender = "bo"): Message =>
    message(seq, { thread_id: "m1", sender_id: sender, created_at: `2026-11-24T10:0${String(minute)}:00Z` });
  const start = opened(page(1, 2), 50, 2);
  const parent = (history: History): Message | undefined => history.messages[0];

  test("are counted at the message above them, with who came last first", () => {
    const history = [reply(3, 1), reply(4, 2, "cy"), reply(5, 3)].reduce(withReply, start);
    expect(parent(history)).toMatchObject({ reply_count: 3, last_reply_at: "2026-11-24T10:03:00Z", reply_user_ids_array: ["bo", "cy"] });
  });

  test("are counted once, also where the server had counted them before they were announced", () => {
    const known = opened([message(1, { reply_count: 1, last_reply_at: "2026-11-24T10:01:00Z", reply_user_ids_array: ["bo"] })], 50, 1);
    expect(parent(withReply(known, reply(3, 1)))?.reply_count).toBe(1);
    expect(parent(withReply(withReply(known, reply(4, 2)), reply(4, 2)))?.reply_count).toBe(2);
  });

  test("are each counted where two were written in one go", () => {
    const history = [reply(3, 1), reply(4, 1, "butler"), reply(4, 1, "butler"), reply(3, 1)].reduce(withReply, start);
    expect(parent(history)).toMatchObject({ reply_count: 2, reply_user_ids_array: ["butler", "bo"] });
  });

  test("have a history of their own, whose numbers have holes that mean nothing", () => {
    const thread = opened([reply(40, 1), reply(7, 0)], 50, 0);
    const history = withMessage(thread, reply(90, 2));
    expect(seqs(history)).toEqual([7, 40, 90]);
    expect(hasGap(history)).toBe(false);
  });
});

test("reactions are those the server names", () => {
  const history = withReactions(opened(page(1), 50, 1), "m1", [{ emoji: "👀", user_ids_array: ["u"] }]);
  expect(history.messages[0]?.reactions_json_array).toEqual([{ emoji: "👀", user_ids_array: ["u"] }]);
});

describe("reading far from the end", () => {
  const range = (from: number, to: number): Message[] => page(...Array.from({ length: to - from + 1 }, (_, at) => from + at));

  test("a message is opened with what stands around it", () => {
    const history = openedAround(range(476, 525), 50, 501, 1_000);
    expect(seqs(history)).toHaveLength(50);
    expect(history).toMatchObject({ hasOlder: true, hasNewer: true, known: 1_000 });
    expect(openedAround(range(1, 30), 50, 6, 30)).toMatchObject({ hasOlder: false, hasNewer: true });
    expect(openedAround(range(976, 1_000), 50, 1_000, 1_000)).toMatchObject({ hasNewer: false });
  });

  test("what is announced meanwhile is counted and not added: it does not follow on what is held", () => {
    const history = counted(withMessage(openedAround(range(476, 525), 50, 501, 1_000), message(1_001)), 1_001);
    expect(history.messages.at(-1)?.seq).toBe(525);
    expect(history).toMatchObject({ known: 1_001, newest: 1_001 });
  });

  test("newer pages lead to the end, where what comes is added again", () => {
    const far = openedAround(range(951, 1_000), 50, 976, 1_030);
    const near = withNewer(far, range(1_001, 1_030), 50, far.newest);
    expect(near.hasNewer).toBe(false);
    expect(withMessage(near, message(1_031)).messages.at(-1)?.seq).toBe(1_031);
  });

  test("a message that came while the last page was on its way is read next", () => {
    const far = openedAround(range(951, 1_000), 50, 976, 1_000);
    const during = withMessage(far, message(1_031));
    expect(withNewer(during, range(1_001, 1_030), 50, far.newest).hasNewer).toBe(true);
    expect(withNewer(during, range(1_001, 1_031), 50, far.newest).hasNewer).toBe(false);
  });

  test("a newest message that was deleted is not looked for without end", () => {
    const far = { ...openedAround(range(951, 1_000), 50, 976, 1_031), newest: 1_031 };
    expect(withNewer(far, [], 50, far.newest).hasNewer).toBe(false);
  });

  test("only so many are held: pages above let go of the newest, pages below of the oldest", () => {
    let history = opened(range(9_951, 10_000), 50, 10_000);
    for (let top = 9_950; top > 9_000; top -= 50) history = withOlder(history, range(top - 49, top), 50);
    expect(history.messages).toHaveLength(MOST_HELD);
    expect(history).toMatchObject({ hasNewer: true, hasOlder: true });
    expect(history.messages[0]?.seq).toBe(9_001);
    for (let last = history.messages.at(-1)?.seq ?? 0; last < 10_000; last += 50) {
      history = withNewer(history, range(last + 1, Math.min(10_000, last + 50)), 50, history.newest);
    }
    expect(history.messages).toHaveLength(MOST_HELD);
    expect(history.messages.at(-1)?.seq).toBe(10_000);
  });

  test("a channel that runs on is held no longer than that, whether its end is looked at or not", () => {
    let [followed, read] = [opened(range(1, 50), 50, 50), opened(range(1, 50), 50, 50)];
    for (let seq = 51; seq <= 2_000; seq += 1) {
      followed = withMessage(followed, message(seq));
      read = withMessage(read, message(seq), false);
    }
    expect(followed.messages).toHaveLength(MOST_HELD);
    expect(followed.messages.at(-1)?.seq).toBe(2_000);
    expect(read.messages[0]?.seq).toBe(1);
    expect(read.messages.length).toBeLessThanOrEqual(2 * MOST_HELD);
    expect(read).toMatchObject({ hasNewer: true, newest: 2_000 });
  });
});

describe("coming back", () => {
  test("missed messages fill the gap, page by page", () => {
    const start = counted(withMessage(opened(page(1, 2), 50, 2), message(6)), 6);
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
    const during = counted(withMessage(opened(page(1), 50, 1), message(5)), 5);
    const history = withMissed(during, page(2, 3, 4), true, 4);
    expect(seqs(history)).toEqual([1, 2, 3, 4, 5]);
    expect(history.known).toBe(5);
    expect(hasGap(history)).toBe(false);
  });

  test("too much to read is left until it is scrolled to", () => {
    const history = leftBehind(counted(withMessage(opened(page(1), 50, 1), message(900)), 900), 880);
    expect(history).toMatchObject({ known: 880, hasNewer: true, newest: 900 });
    expect(history.ahead).toEqual([900]);
  });

  test("what is read again shows edits and deletions, and keeps what is older or newer", () => {
    const before = withMessage(opened(page(1, 2, 3, 4, 5), 5, 5), message(6));
    const again = [message(5, { content_json: { text_body: "edited" } }), message(3)];
    const history = withRange(before, again, 3, 5);
    expect(seqs(history)).toEqual([1, 2, 3, 5, 6]);
    expect(texts(history)[3]).toBe("edited");
  });
});
