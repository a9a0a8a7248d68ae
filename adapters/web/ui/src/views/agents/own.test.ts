import { expect, test } from "vitest";

import { HELPER } from "./ownSamples";
import { fieldsOf, isWhole, wantedOf } from "./own";

test("what was read is sent back as it was", () => {
  const fields = fieldsOf(HELPER);
  expect(fields.cron).toBe("0 9 * * mon-fri");
  expect(wantedOf(fields)).toEqual({
    name: "Label Helper",
    description_text: "Knows our labels.",
    instructions_text: "Answer in one sentence.",
    tools_array: ["search_messages", "get_brand"],
    triggers_config_json_array: HELPER.triggers_config_json_array.filter((one) => one.key !== "asked"),
    model: "openai:small",
  });
});

test("triggers that the form does not know stay", () => {
  expect(fieldsOf(HELPER).others.map((one) => one.key)).toEqual(["orders"]);
  expect(wantedOf({ ...fieldsOf(HELPER), cron: "", suffix: "" }).triggers_config_json_array.map((one) => one.key)).toEqual(["orders"]);
});

test("a new one needs a name and instructions", () => {
  const empty = fieldsOf(null);
  expect(isWhole(empty)).toBe(false);
  expect(isWhole({ ...empty, name: " A ", instructions: "Do it." })).toBe(true);
  expect(wantedOf({ ...empty, name: " A ", instructions: "Do it." }).triggers_config_json_array).toEqual([]);
});
