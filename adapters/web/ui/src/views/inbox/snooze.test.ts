import { expect, test } from "vitest";

import { laters } from "./snooze";

const names = (now: Date): string[] => laters(now).map((one) => one.name);

test("the afternoon is offered while it is ahead", () => {
  expect(names(new Date(2026, 10, 19, 9, 0))).toEqual(["In an hour", "This afternoon", "Tomorrow morning", "Monday morning"]);
  expect(names(new Date(2026, 10, 19, 13, 30))).not.toContain("This afternoon");
});

test("tomorrow and Monday are one on a Sunday, and on a Monday the next one is meant", () => {
  expect(names(new Date(2026, 10, 22, 20, 0))).toEqual(["In an hour", "Tomorrow morning"]);
  expect(laters(new Date(2026, 10, 23, 20, 0)).at(-1)?.at).toEqual(new Date(2026, 10, 30, 9, 0));
});

test("every one is ahead", () => {
  const now = new Date(2026, 11, 31, 23, 59);
  expect(laters(now).every((one) => one.at.getTime() > now.getTime())).toBe(true);
});
