import { expect, test } from "vitest";

import { channelName, nameNote } from "./channelName";

test.each([
  ["Über Große Planung & Tea!", "uber-grosse-planung-tea"],
  ["Smørrebrød, Łódź og Æbler", "smorrebrod-lodz-og-aebler"],
  ["Ada's  winter -- launch ", "adas-winter-launch"],
  ["team_plan-2", "team_plan-2"],
  ["--__a__--", "a"],
  ["王の茶", ""],
  ["王の茶 2026", "2026"],
  ["ﬁne ②", "fine-2"],
])("%s becomes %s", (typed, name) => {
  expect(channelName(typed)).toBe(name);
});

test("a long name is cut, and does not end in a dash", () => {
  expect(channelName(`${"a".repeat(79)} b`)).toBe("a".repeat(79));
});

test("what the channel will be called is said where it differs, and why where nothing is left", () => {
  expect(nameNote("Tea & cake").hint).toBe("It will be called #tea-cake.");
  expect(nameNote("tea").hint).not.toContain("#tea");
  expect(nameNote("王の茶").fault).toContain("a to z");
  expect(nameNote("").fault).toBeNull();
});
