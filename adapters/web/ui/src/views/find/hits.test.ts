import { expect, test } from "vitest";

import type { Found } from "../../api/search";
import { nextOf, wordsOf } from "./hits";

function hit(id: string, snippet: string, ranges: [number, number][]): Found {
  return { message: { id }, channel_id: "c", channel_name: "general", snippet_text: snippet, ranges } as unknown as Found;
}

test("the words of a hit are as they stand in it, each once, whatever was typed", () => {
  const words = wordsOf([hit("a", "😀 Lanolin, no lanolin, Lanolin", [[2, 9], [14, 21], [23, 30]]), hit("b", "", [])]);
  expect(words.get("a")).toEqual(["Lanolin", "lanolin"]);
  expect(words.get("b")).toEqual([]);
});

test("after the last hit comes the first, unless more are to be read", () => {
  expect(nextOf(0, 1, 3, false)).toBe(1);
  expect(nextOf(2, 1, 3, false)).toBe(0);
  expect(nextOf(0, -1, 3, false)).toBe(2);
  expect(nextOf(2, 1, 3, true)).toBe(2);
  expect(nextOf(0, -1, 3, true)).toBe(0);
  expect(nextOf(0, 1, 1, false)).toBe(0);
});
