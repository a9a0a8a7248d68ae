import { expect, test } from "vitest";

import { diffLines, hunks } from "./diff";

const drawn = (before: string, after: string): string[] => diffLines(before, after).map((one) => `${{ same: " ", old: "-", new: "+" }[one.kind]}${one.text}`);

test("a changed line goes and comes between those that stayed", () => {
  expect(drawn("a\nb\nc\n", "a\nx\nc\n")).toEqual([" a", "-b", "+x", " c"]);
  expect(diffLines("a\nb\n", "a\nx\n").map((one) => [one.old, one.new])).toEqual([[1, 1], [2, null], [null, 2]]);
});

test("nothing before, nothing after, nothing changed", () => {
  expect(drawn("", "a\nb")).toEqual(["+a", "+b"]);
  expect(drawn("a\n", "")).toEqual(["-a"]);
  expect(drawn("a\n", "a")).toEqual([" a"]);
});

test("what is far from a change is left out, once for each gap", () => {
  const before = Array.from({ length: 20 }, (_, at) => String(at)).join("\n");
  const shown = hunks(diffLines(before, before.replace("10", "ten")), 1);
  expect(shown.map((one) => one?.text ?? "…")).toEqual(["…", "9", "10", "ten", "11", "…"]);
});
