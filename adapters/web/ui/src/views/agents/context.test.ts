import { expect, test } from "vitest";

import { contextAt, keyNear, offersAt } from "./context";
import { SENTINEL } from "./samples";
import { schemaOf } from "./schema";

const ROOT = schemaOf(SENTINEL, { channels: ["alerts", "winter-launch"] });
/** The place of `|` in a text, and the text without it. */
const here = (marked: string): [string, number] => [marked.replace("|", ""), marked.indexOf("|")];
const offered = (marked: string): string[] => {
  const context = contextAt(...here(marked));
  return context === null ? [] : offersAt(ROOT, context).map((one) => one.text);
};

test("the keys above tell where the caret stands", () => {
  expect(contextAt(...here("inputs:\n  thres|"))).toMatchObject({ path: ["inputs"], key: null, word: "thres" });
  expect(contextAt(...here("triggers:\n  - trigger_definition_key: health_check\n    config_override:\n      cron_expression: 0 9|"))).toMatchObject({ path: ["triggers", "config_override"], key: "cron_expression", word: "0 9" });
  expect(contextAt(...here("inputs:\n  # a com|"))).toBeNull();
});

test("keys and values are offered by the schema", () => {
  expect(offered("|")).toContain("stack_preferences");
  expect(offered("inputs:\n  |")).toContain("alert_channel");
  expect(offered("inputs:\n  alert_channel: |")).toEqual(["alerts", "winter-launch"]);
  expect(offered("inputs:\n  tone: |")).toEqual(["plain", "warm"]);
  expect(offered("triggers:\n  - |")).toContain("enabled");
  expect(offered("triggers:\n  - trigger_definition_key: |")).toEqual(["orders", "health_check"]);
  expect(offered("stack_preferences:\n  llm_model: |")).toEqual(['"openai:gpt-4o"']);
  expect(offered("advanced_features:\n  |")).toEqual([]);
});

test("a section is begun with the line that goes below it", () => {
  const context = contextAt("", 0);
  expect(context === null ? [] : offersAt(ROOT, context).filter((one) => ["inputs", "triggers", "budget"].includes(one.text)).map((one) => one.apply)).toEqual(["inputs:\n  ", "triggers:\n  - ", "budget: "]);
});

test("help is about the key of the line, wherever the caret is in it", () => {
  expect(keyNear(ROOT, "inputs:\n  threshold: 5\n", 12)?.name).toBe("threshold");
  expect(keyNear(ROOT, "inputs:\n", 2)?.name).toBe("inputs");
  expect(keyNear(ROOT, "nothing: 1\n", 2)).toBeNull();
});
