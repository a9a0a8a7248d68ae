import { expect, test } from "vitest";

import { draftOf, hasDrafts, keepDraft } from "./drafts";

const FROM = { version: 3, name: "Sentinel", text: "inputs: {}\n" };

test("what is changed is kept, and forgotten once it is not", () => {
  keepDraft("a", { name: "Sentinel", text: "inputs:\n  a: 1\n", from: FROM });
  expect(draftOf("a")?.text).toBe("inputs:\n  a: 1\n");
  expect(hasDrafts()).toBe(true);
  keepDraft("a", { name: " Sentinel ", text: FROM.text, from: FROM });
  expect(draftOf("a")).toBeNull();
  expect(hasDrafts()).toBe(false);
});
