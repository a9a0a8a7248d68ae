import { expect, test } from "vitest";

import { inUnits, match, pieces } from "./rank";

const score = (name: string, query: string): number => match(name, query)?.score ?? 0;

test("the whole name counts most, then its start, a word's start, a part, and the starts of words", () => {
  const names = ["alerts", "alerts-old", "old alerts", "malerts", "al er ts"];
  const scores = names.map((name) => score(name, "alerts"));
  expect(scores).toEqual([...scores].sort((one, other) => other - one));
  expect(score("Sales Sentinel", "sent")).toBe(70);
  expect(score("general", "xyz")).toBe(0);
});

test("nothing typed fits everything", () => {
  expect(match("general", "  ")).toEqual({ score: 1, ranges: [] });
});

test("the letters that were hit are marked", () => {
  expect(pieces("Revenue Tracker", match("Revenue Tracker", "track")?.ranges ?? [])).toEqual([
    { text: "Revenue ", isHit: false }, { text: "Track", isHit: true }, { text: "er", isHit: false },
  ]);
  expect(pieces("abcdef", [[2, 4], [3, 5]]).map((one) => one.text).join("")).toBe("abcdef");
});

test("the starts of words are enough, letters inside of them are not", () => {
  expect(match("Sales Sentinel", "ss")?.ranges).toEqual([[0, 1], [6, 7]]);
  expect(match("Sales Sentinel", "sase")?.ranges).toEqual([[0, 2], [6, 8]]);
  expect(match("Stop an agent", "sen")).toBeNull();
});

test("places that count an emoji as one stay on their word", () => {
  const text = "👍👍 new balm";
  const [piece] = pieces(text, inUnits(text, [[3, 6]])).filter((one) => one.isHit);
  expect(piece?.text).toBe("new");
});
