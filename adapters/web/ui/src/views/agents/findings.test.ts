import { expect, test } from "vitest";

import { ApiError } from "../../api/client";
import { refused, unreadable } from "./findings";
import { read } from "./yaml";

const TEXT = "inputs:\n  threshold: much\ntriggers:\n  - trigger_definition_key: nothing\n";
const refusal = (field: string, message: string): ApiError => new ApiError(422, { code: "validation_failed", message, details: [{ field, code: "wrong_type", message }] });

test("a fault of the server stands at the value it names", () => {
  const [found] = refused(TEXT, read(TEXT), refusal("yaml_config_text:2:inputs.threshold", "Line 2: 'threshold' is a number."));
  expect(found).toMatchObject({ line: 2, message: "'threshold' is a number.", path: "inputs.threshold" });
  expect(TEXT.slice(found?.from, found?.to)).toBe("much");
});

test("where the value is not known its line is marked, and other fields are left to the form", () => {
  const [found] = refused(TEXT, read(TEXT), refusal("yaml_config_text:3:elsewhere", "Line 3: Something."));
  expect(TEXT.slice(found?.from, found?.to)).toBe("triggers:");
  expect(refused(TEXT, read(TEXT), refusal("name", "Taken."))).toEqual([]);
  expect(refused(TEXT, read(TEXT), new Error("x"))).toEqual([]);
});

test("what is no YAML is found without asking", () => {
  const text = "inputs:\n  a: [1\nb: 2\n";
  const found = unreadable(text, read(text));
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((one) => one.to <= text.length && one.line >= 1)).toBe(true);
});
