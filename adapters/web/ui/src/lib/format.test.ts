import { expect, test } from "vitest";

import { clock, dayWords, hue, initials, sameDay, shortClock } from "./format";

const NOW = new Date(2026, 10, 19, 14, 31);

test("a time follows the reader's clock", () => {
  expect(clock(new Date(2026, 10, 19, 9, 5), "en-GB")).toBe("09:05");
  expect(clock(new Date(2026, 10, 19, 14, 31), "en-US").replace(/\s/u, " ")).toBe("2:31 PM");
});

test("beside a grouped message the clock leaves out the half of the day", () => {
  expect(shortClock(new Date(2026, 10, 19, 14, 31), "en-US")).toBe("2:31");
  expect(shortClock(new Date(2026, 10, 19, 9, 5), "en-GB")).toBe("09:05");
});

test("a day says how near it is, and its year when that is another", () => {
  expect(dayWords(NOW, NOW, "en-GB")).toMatch(/^Today, Thursday,? 19 November$/u);
  expect(dayWords(new Date(2026, 10, 18), NOW, "en-GB")).toMatch(/^Yesterday, Wednesday,? 18 November$/u);
  expect(dayWords(new Date(2025, 10, 18), NOW, "en-GB")).toMatch(/18 November 2025$/u);
});

test("two moments around midnight lie on different days", () => {
  expect(sameDay(new Date(2026, 10, 19, 23, 59), new Date(2026, 10, 20, 0, 1))).toBe(false);
});

test("initials are of the first and the last word, in any script", () => {
  expect(["Mara Lindqvist", "inés de la caldera", "Theo", "李 明", "  "].map(initials)).toEqual(["ML", "IC", "T", "李明", "?"]);
});

test("a hue is one of six and the same each time", () => {
  const ids = Array.from({ length: 200 }, (_, at) => `id-${String(at)}`);
  expect(new Set(ids.map(hue))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(ids.map(hue)).toEqual(ids.map(hue));
});
