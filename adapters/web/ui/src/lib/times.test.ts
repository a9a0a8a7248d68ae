import { describe, expect, test } from "vitest";

import { ago, duration, moment, timeLeft } from "./times";

const NOW = new Date(2026, 10, 19, 14, 31);
const at = (...parts: [number, number, number, number, number]): Date => new Date(...parts);

test("a moment says no more than is needed to know it", () => {
  expect(moment(at(2026, 10, 19, 9, 5), NOW, "en-GB")).toBe("09:05");
  expect(moment(at(2026, 10, 17, 14, 31), NOW, "en-GB")).toBe("Tue 14:31");
  expect(moment(at(2026, 9, 18, 14, 31), NOW, "en-GB")).toBe("18 Oct");
  expect(moment(at(2025, 10, 18, 14, 31), NOW, "en-GB")).toBe("18 Nov 2025");
});

test("what is to come reads the same way", () => {
  expect(moment(at(2026, 10, 20, 18, 30), NOW, "en-GB")).toBe("Fri 18:30");
});

test("below an hour the time since counts", () => {
  expect(ago(at(2026, 10, 19, 14, 31), NOW)).toBe("now");
  expect(ago(at(2026, 10, 19, 14, 27), NOW)).toBe("4 min ago");
  expect(ago(at(2026, 10, 19, 13, 30), NOW, "en-GB")).toBe("13:30");
});

test.each([
  [0, "0 ms"], [600, "600 ms"], [3_400, "3.4 s"], [9_960, "10 s"], [59_400, "59 s"], [59_600, "1 min"], [74_000, "1 min 14 s"],
  [3_600_000, "1 h"], [99_840_000, "27 h 44 min"],
])("%i ms last %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

describe("a deadline", () => {
  const from = at(2026, 10, 19, 12, 0);
  test("says what is left and presses only when it is near", () => {
    expect(timeLeft(from, at(2026, 10, 19, 17, 43), NOW)).toEqual({ words: "3 h 12 min left", isSoon: false, isOver: false });
    expect(timeLeft(from, at(2026, 10, 24, 12, 0), NOW)).toEqual({ words: "4 days left", isSoon: false, isOver: false });
  });
  test("is near under an hour, and under a quarter of the time there was", () => {
    expect(timeLeft(from, at(2026, 10, 19, 15, 30), NOW).isSoon).toBe(true);
    expect(timeLeft(at(2026, 10, 10, 14, 31), at(2026, 10, 20, 14, 31), NOW).isSoon).toBe(true);
  });
  test("that has passed is over", () => {
    expect(timeLeft(from, NOW, NOW)).toEqual({ words: "Time is up", isSoon: true, isOver: true });
  });
});
