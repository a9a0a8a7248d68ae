import { expect, test } from "vitest";

import { ALL, KINDS } from "./data";
import { byShortcode, emojiFor, nameOf } from "./search";

test("each emoji stands there once, under a name of its own", () => {
  expect(ALL.length).toBeGreaterThan(450);
  expect(new Set(ALL.map((one) => one.emoji)).size).toBe(ALL.length);
  expect(new Set(ALL.map((one) => one.code)).size).toBe(ALL.length);
  expect(ALL.filter((one) => !/^(\p{Emoji}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3)+$/u.test(one.emoji))).toEqual([]);
  expect(ALL.filter((one) => !/^[a-z0-9_+-]+$/u.test(one.code))).toEqual([]);
  expect(KINDS.every((kind) => kind.emoji.length > 20)).toBe(true);
});

test("a few letters find what is named so first, then what is meant", () => {
  expect(emojiFor("smil", 3).map((one) => one.code)).toEqual(["smiley", "smile", "smiling_hearts"]);
  expect(emojiFor("smile", 2)[0]?.code).toBe("smile");
  expect(emojiFor("thank", 5).map((one) => one.emoji)).toContain("🙏");
  expect(emojiFor("red circle", 1)[0]?.emoji).toBe("🔴");
});

test("a name between colons is exactly that name, or one that other products use", () => {
  expect([byShortcode("tada")?.emoji, byShortcode("thumbsup")?.emoji, byShortcode("tad")]).toEqual(["🎉", "👍", undefined]);
});

test("an emoji is called by its words", () => {
  expect(ALL.filter((one) => ["+1", "heart_eyes"].includes(one.code)).map(nameOf)).toEqual(["heart eyes", "thumbs up"]);
});
