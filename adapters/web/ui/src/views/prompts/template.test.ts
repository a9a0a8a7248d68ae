import { expect, test } from "vitest";

import { declared, given, named, shown, tagsOf, undeclared } from "./template";

const TEXT = "Write to {{ customer.name }} about {{product}}, {{ customer.city }}. {{ }} {{ 1x }}";

test("places name variables, and those that are not declared are found", () => {
  expect(named(TEXT)).toEqual(["customer", "product"]);
  expect(undeclared(TEXT, [{ name: "product" }])).toEqual(["customer"]);
});

test("what is looked into is declared as an object", () => {
  expect(declared(TEXT, "customer").type).toBe("json_object");
  expect(declared(TEXT, "product")).toMatchObject({ type: "text", is_required: true });
});

test("a value is given in its variable's type, or told what is wrong", () => {
  expect(given("number", "2,5")).toEqual({ value: 2.5 });
  expect(given("number", "much")).toHaveProperty("fault");
  expect(given("json_object", '{"a": 1}')).toEqual({ value: { a: 1 } });
  expect(given("json_object", "[1]")).toHaveProperty("fault");
  expect(given("json_object", "{")).toHaveProperty("fault");
  expect(given("text", " as typed ")).toEqual({ value: " as typed " });
  expect(given("date", "")).toEqual({ value: undefined });
});

test("defaults and tags stand in their fields as they are typed", () => {
  expect([null, "a", 2, { b: 1 }].map(shown)).toEqual(["", "a", "2", '{"b":1}']);
  expect(tagsOf("mail, spring,, mail ")).toEqual(["mail", "spring"]);
});
