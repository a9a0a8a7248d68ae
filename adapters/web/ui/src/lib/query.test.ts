import { expect, test } from "vitest";

import { inChannel, joined, parsed, withChip, withoutChip } from "./query";

test("operators are taken out of the words, wherever they stand", () => {
  expect(parsed('lanolin from:"Ana Lima" line in:general has:file before:2026-01-31')).toEqual({
    words: "lanolin line",
    chips: [
      { name: "from", value: "Ana Lima" }, { name: "in", value: "general" }, { name: "has", value: "file" }, { name: "before", value: "2026-01-31" },
    ],
  });
});

test("what only looks like an operator is a word, and so is a phrase", () => {
  expect(parsed('"new balm" -sample http://in:general from:').words).toBe('"new balm" -sample http://in:general from:');
});

test("a query put together again is read the same", () => {
  const query = 'balm from:"Ana Lima" has:link has:file';
  expect(joined(parsed(query))).toBe(query);
});

test("a chip replaces the one of its name, but a message can have several things", () => {
  expect(withChip("balm from:ana", "from", "Theo Okafor")).toBe('balm from:"Theo Okafor"');
  expect(withChip("balm has:file", "has", "link")).toBe("balm has:file has:link");
  expect(withChip("balm in:general", "in", null)).toBe("balm");
  expect(withoutChip("balm has:file has:link", { name: "has", value: "file" })).toBe("balm has:link");
});

test("a search is narrowed to a channel, or to the conversation with somebody", () => {
  expect(inChannel({ type: "public", name: "general" })).toBe("in:#general ");
  expect(inChannel({ type: "dm", name: "Ben Adler" })).toBe('in:"@Ben Adler" ');
});
