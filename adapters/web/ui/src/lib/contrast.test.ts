import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../styles/tokens.css", import.meta.url), "utf8");

function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).split("\n}")[0] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gu)].map((found) => [found[1], found[2]]));
}

const light = colours(":root {");
const themes = { light, dark: { ...light, ...colours(':root[data-theme="dark"] {') } };

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of WCAG 2.2: 1 for the same colour, 21 for black on white. */
function contrast(one: string, other: string): number {
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const MARK = 3;
type Pair = [string, string, number];

const across = (figures: string[], grounds: string[], least: number): Pair[] =>
  figures.flatMap((figure) => grounds.map((ground): Pair => [figure, ground, least]));

const GROUNDS = ["bg", "bg-sidebar", "bg-sunken", "bg-raised", "bg-hover", "bg-active"];
const STATES = ["ok", "warn", "bad"];

const pairs: Pair[] = [
  ...across(["text", "text-2", "text-3"], GROUNDS, TEXT),
  ...across(["accent-text"], [...GROUNDS, "accent-soft", "bad-soft", "warn-soft"], TEXT),
  ...across(["text", "text-2", "text-3"], ["accent-soft"], TEXT),
  ...STATES.flatMap((state) => [
    ...across([state], ["bg", "bg-raised", "bg-sidebar", "bg-hover", `${state}-soft`], TEXT),
    ...across(["text", "text-2"], [`${state}-soft`], TEXT),
    ...across([`${state}-mark`], ["bg", "bg-raised", "bg-sidebar"], MARK),
  ]),
  ["on-ink", "ink", TEXT],
  ["on-ink", "ink-hover", TEXT],
  ["on-accent", "accent", TEXT],
  ["on-bad", "bad-solid", TEXT],
  ...across(["border-control", "accent"], ["bg", "bg-raised", "bg-sidebar", "bg-sunken"], MARK),
  ...across(["h3-fg"], ["bg", "bg-sunken", "bg-hover", "bad-soft"], TEXT),
  ...across(["ok", "h4-fg"], ["bg-sunken"], TEXT),
  ...across(["bad"], ["bg-sunken"], TEXT),
  ...[1, 2, 3, 4, 5, 6].flatMap((hue) => [
    [`h${String(hue)}-fg`, `h${String(hue)}-bg`, TEXT] as Pair,
    ...across([`c${String(hue)}`], ["bg", "bg-raised"], MARK),
  ]),
];

describe.each(Object.entries(themes))("in the %s theme", (_, values) => {
  test.each(pairs)("%s on %s reaches %f", (figure, ground, least) => {
    const [one, other] = [values[figure], values[ground]];
    expect(one, figure).toBeDefined();
    expect(other, ground).toBeDefined();
    expect(contrast(one ?? "", other ?? "")).toBeGreaterThanOrEqual(least);
  });
});

test("components name roles, never raw colours", () => {
  for (const file of ["base", "parts", "notice", "enter", "prose", "card", "dialog", "message", "panel", "side", "shell", "chat", "over", "compose", "completion", "proposal", "views", "inbox", "palette", "search", "settings", "run", "first", "gallery", "docs"]) {
    const text = readFileSync(new URL(file === "docs" ? "../docs/docs.css" : `../styles/${file}.css`, import.meta.url), "utf8");
    expect(text.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/giu), file).toBeNull();
  }
});
