import { expect, test } from "vitest";

import { chosenIn, isNarrowed, paramsOf, shelfOf, toggled } from "./catalogue";
import { BUTLER, SENTINEL } from "./samples";
import { freeName } from "./words";

const ALL = [SENTINEL, BUTLER, { ...BUTLER, id: "agent_009", name: "Stylist", is_preview: true }];
const AGENTS = [{ id: "a", name: "Sales Sentinel", agent_definition_id: SENTINEL.id, status: "active" }];
const from = (query: string): ReturnType<typeof chosenIn> => chosenIn(new URLSearchParams(query));
const shown = (query: string): string[] => shelfOf(ALL, AGENTS, from(query)).shown.map((one) => one.name);

test("what was chosen goes into the address and comes back from it", () => {
  const query = "q=orders&show=available&category=Team&category=Monitoring&needs=Shopify_Integration";
  expect(paramsOf(from(query)).toString()).toBe(query);
  expect(paramsOf(from("show=nothing_known")).toString()).toBe("");
  expect(isNarrowed(from(""))).toBe(false);
  expect(isNarrowed(from("needs=Shopify_Integration"))).toBe(true);
});

test("filters combine, and each keyword has to be found somewhere", () => {
  expect(shown("")).toEqual(["Sales Sentinel", "Clarity Butler", "Stylist"]);
  expect(shown("q=large+sentinel")).toEqual(["Sales Sentinel"]);
  expect(shown("q=shopify")).toEqual(["Sales Sentinel"]);
  expect(shown("category=Monitoring&category=Team")).toEqual(["Clarity Butler", "Stylist"]);
  expect(shown("category=Monitoring&needs=Shopify_Integration")).toEqual(["Sales Sentinel"]);
  expect(shown("show=preview")).toEqual(["Stylist"]);
});

test("counts say what each standing would show", () => {
  expect(shelfOf(ALL, AGENTS, from("")).counts).toEqual({ all: 3, set_up: 1, available: 1, preview: 1 });
  expect(shelfOf(ALL, AGENTS, from("category=Team")).counts).toEqual({ all: 2, set_up: 0, available: 1, preview: 1 });
  expect(shelfOf(ALL, AGENTS, from("")).categories[0]).toBe("Monitoring");
});

test("a filter is taken and given back", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});

test("a second agent of the same kind gets a name of its own", () => {
  expect(freeName("Sales Sentinel", AGENTS)).toBe("Sales Sentinel 2");
  expect(freeName("Butler", AGENTS)).toBe("Butler");
});
