import { expect, test } from "vitest";

import { SENTINEL } from "./samples";
import { type Key, keyAt, schemaOf } from "./schema";
import { starter } from "./starter";
import { byNeed, hintOf, settledFirst, shown, typed } from "./values";
import { read } from "./yaml";

const KEYS = keyAt(schemaOf(SENTINEL, { channels: ["alerts"] }), ["inputs"])?.keys ?? [];
const key = (name: string): Key => KEYS.find((one) => one.name === name) ?? { name, type: "string", about: "" };
const names = (keys: readonly Key[]): string[] => keys.map((one) => one.name);

test("what is typed means a value of the key's type, or is held back with a reason", () => {
  expect(typed(key("threshold"), " 2,5 ")).toEqual({ value: 2.5 });
  expect(typed(key("threshold"), "much")).toEqual({ fault: "Write a number." });
  expect(typed(key("promotions"), "[1]")).toEqual({ value: [1] });
  expect(typed(key("promotions"), "[1")).toHaveProperty("fault");
  expect(typed(key("shop"), "shop.example")).toHaveProperty("fault");
  expect(typed(key("alert_channel"), "1.10")).toEqual({ value: "1.10" });
  expect(typed(key("threshold"), "  ")).toEqual({ value: undefined });
});

test("a value stands in its field as it would be typed", () => {
  for (const [name, value] of [["threshold", 2.5], ["alert_channel", "alerts"], ["promotions", [{ name: "Spring" }]]] as const) {
    expect(typed(key(name), shown(key(name), value))).toEqual({ value });
  }
  expect(shown(key("threshold"), undefined)).toBe("");
});

test("the hint says what holds while nothing is written", () => {
  expect(hintOf(key("threshold"))).toBe("Alert above this. Without it: 100.");
  expect(hintOf(key("auto"))).toBe("Acts alone. Without it: no.");
  expect(hintOf(key("shop"))).toBe("The shop.");
});

test("a run asks first for what it cannot do without", () => {
  const { first, rest } = byNeed(KEYS, { threshold: 100, alert_channel: "alerts", auto: false, promotions: [] });
  expect(names(first)).toEqual(["shop", "tone"]);
  expect(names(rest)).toEqual(["threshold", "alert_channel", "auto", "promotions"]);
  expect(names(settledFirst([{ name: "event", type: "json", about: "" }, ...KEYS])).at(-1)).toBe("event");
});

test("a new configuration begins with every input as a comment and means the defaults", () => {
  const text = starter(SENTINEL);
  expect(text).toContain("  # threshold: 100\n");
  expect(text).toContain("# shop: \"https://shop.example\" # has to be set");
  expect(read(text).values).toEqual({ inputs: null });
  expect(starter({ ...SENTINEL, inputs_schema_json_array: [] })).toBe("inputs: {}\n");
});
