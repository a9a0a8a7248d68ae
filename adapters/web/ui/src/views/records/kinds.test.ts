import { expect, test } from "vitest";

import { KINDS, shown, type ThingField, written } from "./kinds";

const field = (kind: "brands" | "creators", name: string): ThingField => KINDS[kind].fields.find((one) => one.name === name) ?? { name, label: name, shape: "line", empty: null };

test("every value stands in its field as it would be written", () => {
  for (const [one, value] of [
    [field("brands", "industry"), "Furniture"], [field("brands", "mood_board_urls_array"), ["https://a.example", "https://b.example"]],
    [field("brands", "visual_identity_assets_json"), { primary: "#1d1c1a" }], [field("creators", "bio_text"), "Makes tables."],
  ] as const) expect(written(one, shown(one, value))).toEqual({ value });
});

test("an empty field is sent as nothing of its kind", () => {
  expect(KINDS.creators.fields.map((one) => written(one, " "))).toEqual([{ value: "" }, { value: [] }, { value: [] }, { value: null }]);
  expect(shown(field("brands", "visual_identity_assets_json"), {})).toBe("");
});

test("what is no object is told", () => {
  expect(written(field("brands", "visual_identity_assets_json"), "[1]")).toHaveProperty("fault");
  expect(written(field("brands", "visual_identity_assets_json"), "{")).toHaveProperty("fault");
});

test("a line of a list counts once", () => {
  expect(written(field("creators", "niche_tags_array"), "oak\n\n oak \nash")).toEqual({ value: ["oak", "ash"] });
});
