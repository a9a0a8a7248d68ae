import { expect, test } from "vitest";

import type { Mentionable } from "../api/writing";
import { callsEverybody, mentionsFor } from "./mentions";

const one = (type: Mentionable["type"], name: string): Mentionable => ({
  type, id: name, name, slug: name.toLowerCase().replace(/[^a-z0-9]+/gu, "-"), insert_text: `@"${name}"`, description: null, is_disabled: false, why: null,
});
const ALL = [one("agent", "Sales Sentinel"), one("channel", "channel"), one("user", "Inés Caldera"), one("user", "Ana Lima"), one("agent", "Email Wizard")];
const names = (query: string, all = ALL): string[] => mentionsFor(query, all).map(({ name }) => name);

test("people come first, then agents, then the channel", () => {
  expect(names("")).toEqual(["Ana Lima", "Inés Caldera", "Email Wizard", "Sales Sentinel", "channel"]);
});

test("a name is found by any of its words, without accents", () => {
  expect([names("ines"), names("lim"), names("SENT")]).toEqual([["Inés Caldera"], ["Ana Lima"], ["Sales Sentinel"]]);
  expect(names("zzz")).toEqual([]);
});

test("many people leave room for agents and the channel", () => {
  const many = [...Array.from({ length: 20 }, (_, at) => one("user", `Ana ${String(at)}`)), ...ALL];
  const kinds = mentionsFor("", many).map(({ type }) => type);
  expect(kinds).toHaveLength(8);
  expect([kinds.filter((kind) => kind === "agent").length, kinds.at(-1)]).toEqual([2, "channel"]);
});

test.each(["@channel lunch", "Hello @channel", "(@Channel)", "see `it` @channel, all of you"])("%s calls everybody", (text) => {
  expect(callsEverybody(text)).toBe(true);
});

test.each(["channel", "`@channel`", "```\n@channel\n```", "~~~\n@channel", "ana@channel", "@channels", "@channel-two", "@channel@there.example", "a/@channel"])("%s calls nobody", (text) => {
  expect(callsEverybody(text)).toBe(false);
});
