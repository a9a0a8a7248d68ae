import { expect, test } from "vitest";

import { applied, drop, type Edit, put, putTrigger, read } from "./yaml";

const does = (text: string, edit: Edit | null): string => (edit === null ? text : applied(text, edit));
const putting = (text: string, name: string, value: unknown): string => does(text, put(text, "inputs", name, value));

test("a value is replaced where it stands, and comments beside and above it stay", () => {
  const text = "# mine\ninputs:\n  # how much\n  threshold: 100.00 # euro\n  channel: alerts\n";
  expect(putting(text, "threshold", 250)).toBe("# mine\ninputs:\n  # how much\n  threshold: 250 # euro\n  channel: alerts\n");
});

test("a line behind a # becomes the key it names", () => {
  const text = "inputs:\n  # how much\n  # threshold: 100\ntriggers:\n";
  expect(putting(text, "threshold", 5)).toBe("inputs:\n  # how much\n  threshold: 5\ntriggers:\n");
  const second = "inputs:\n  a: 1\n  # threshold: 100\n  b: 2\n";
  expect(putting(second, "threshold", 5)).toBe("inputs:\n  a: 1\n  threshold: 5\n  b: 2\n");
});

test("a new key stands behind the last one, in its column", () => {
  expect(putting("inputs:\n    a: 1 # one\ntriggers: []\n", "b", "two words")).toBe("inputs:\n    a: 1 # one\n    b: two words\ntriggers: []\n");
  expect(putting("inputs:\n  a:\n    - x\n    - y\n", "b", true)).toBe("inputs:\n  a:\n    - x\n    - y\n  b: true\n");
});

test.each([["", "inputs:\n  a: 1\n"], ["inputs: {}\n", "inputs:\n  a: 1\n"], ["inputs:\n", "inputs:\n  a: 1\n"], ["inputs: null\n", "inputs:\n  a: 1\n"], ["memory:\n  b: 2", "memory:\n  b: 2\ninputs:\n  a: 1\n"], ["inputs: {b: 2}\n", "inputs: {b: 2, a: 1}\n"], ["# nothing\n", "# nothing\ninputs:\n  a: 1\n"]])("into %j", (text, expected) => {
  expect(putting(text, "a", 1)).toBe(expected);
});

test.each([[["x", { y: 1 }]], ["yes"], ["12"], ["a: b # c"], ["two\nlines"], [false], [-3.5], ["ünïcode word"]])("whatever is put in is read again: %j", (value) => {
  for (const text of ["inputs:\n  a: old\n  z: 1\n", "inputs:\n  a:\n    - 1\n    - 2\n  z: 1\n", "inputs:\n  a: |\n    long\n    text\n  z: 1\n", "inputs:\n  z: 1\n", "inputs: {z: 1, a: 2}\n"]) {
    expect(read(putting(text, "a", value)).values).toEqual({ inputs: { a: value, z: 1 } });
  }
});

test("what is taken out leaves its default as a comment", () => {
  const text = "inputs:\n  a: 5\n  b: 1\n";
  expect(does(text, drop(text, "inputs", "a", 100))).toBe("inputs:\n  # a: 100\n  b: 1\n");
  expect(drop(text, "inputs", "c", undefined)).toBeNull();
  expect(read(does("inputs: {a: 1, b: 2}\n", drop("inputs: {a: 1, b: 2}\n", "inputs", "a", 1))).values).toEqual({ inputs: { b: 2 } });
});

test("a trigger is switched and given a time, in the list there is or a new one", () => {
  const off = does("inputs:\n  a: 1\n", putTrigger("inputs:\n  a: 1\n", "daily", "enabled", false));
  expect(off).toBe("inputs:\n  a: 1\ntriggers:\n  - trigger_definition_key: daily\n    enabled: false\n");
  const timed = does(off, putTrigger(off, "daily", "cron_expression", "0 9 * * *"));
  expect(read(timed).values).toEqual({ inputs: { a: 1 }, triggers: [{ trigger_definition_key: "daily", enabled: false, config_override: { cron_expression: "0 9 * * *" } }] });
  const later = does(timed, putTrigger(timed, "daily", "cron_expression", "0 10 * * *"));
  expect(later).toBe(timed.replace("0 9", "0 10"));
  const both = does(later, putTrigger(later, "orders", "enabled", false));
  expect((read(both).values?.triggers as unknown[]).length).toBe(2);
  expect(read(does(both, putTrigger(both, "daily", "enabled", true))).values?.triggers).toMatchObject([{ enabled: true }, { enabled: false }]);
  expect(does("triggers:\n# none\n", putTrigger("triggers:\n# none\n", "daily", "enabled", false))).toBe("triggers:\n  - trigger_definition_key: daily\n    enabled: false\n# none\n");
});

test("every value has its place, by the path the server uses", () => {
  const text = "inputs:\n  a: 1\ntriggers:\n  - trigger_definition_key: daily\n    config_override: {cron_expression: x}\n";
  const { places } = read(text);
  expect([...places.keys()]).toEqual(["inputs", "inputs.a", "triggers", "triggers[0]", "triggers[0].trigger_definition_key", "triggers[0].config_override", "triggers[0].config_override.cron_expression"]);
  const [from, to] = places.get("triggers[0].config_override.cron_expression")?.value ?? [0, 0];
  expect(text.slice(from, to)).toBe("x");
});

test("what is no YAML has a place and a sentence", () => {
  const { values, faults } = read("inputs:\n  a: [1\nb: 2\n");
  expect(values).toBeNull();
  expect(faults[0]?.message).toMatch(/\.$/u);
  expect(read("- a\n").faults).toHaveLength(1);
  expect(read("inputs: {}\ninputs: {}\n").faults).toHaveLength(1);
});
