import { type Document, isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";

import { written } from "./schema";

/** Reads the text of a configuration and changes single values in it. All else stays as it was written. */

export type Json = Record<string, unknown>;
type Span = readonly [from: number, to: number];

export interface Place {
  readonly key: Span;
  /** Null where nothing is written. */
  readonly value: Span | null;
}

export interface Reading {
  /** Null where the text is no YAML. */
  readonly values: Json | null;
  /** Where each value stands, by its path as the server writes it: `triggers[0].enabled`. */
  readonly places: ReadonlyMap<string, Place>;
  readonly faults: readonly { readonly at: Span; readonly message: string }[];
}

export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const parse = (text: string): Document.Parsed => parseDocument(text, { uniqueKeys: true, version: "1.2" });

function spanOf(node: unknown): Span | null {
  const range = (node as Node | null)?.range;
  return range && range[1] > range[0] ? [range[0], range[1]] : null;
}

function walk(node: unknown, path: string, places: Map<string, Place>): void {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      const inner = path === "" ? key : `${path}.${key}`;
      places.set(inner, { key: spanOf(pair.key) ?? [0, 0], value: spanOf(pair.value) });
      walk(pair.value, inner, places);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, at) => {
      const inner = `${path}[${String(at)}]`;
      const span = spanOf(item) ?? [0, 0];
      places.set(inner, { key: [span[0], span[0]], value: span });
      walk(item, inner, places);
    });
  }
}

export function read(text: string): Reading {
  const document = parse(text);
  const faults = document.errors.map((one) => ({ at: one.pos, message: (one.message.split(" at line ")[0] ?? one.message).replace(/\.?$/u, ".") }));
  const places = new Map<string, Place>();
  if (faults.length > 0) return { values: null, places, faults };
  const { contents } = document;
  if (contents !== null && !isMap(contents)) return { values: null, places, faults: [{ at: [0, 0], message: "The configuration is a list of 'key: value' lines." }] };
  walk(contents, "", places);
  return { values: (document.toJS({ maxAliasCount: 20 }) as Json | null) ?? {}, places, faults };
}

export function applied(text: string, { from, to, insert }: Edit): string {
  return text.slice(0, from) + insert + text.slice(to);
}

const lineEnd = (text: string, at: number): number => {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found;
};
const column = (text: string, at: number): number => at - (text.lastIndexOf("\n", at - 1) + 1);
const line = (indent: number, words: string): string => `${" ".repeat(indent)}${words}`;

function pairOf(map: YAMLMap, name: string): Pair | null {
  return map.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === name) ?? null;
}

/** The end of what a pair says, before the line break behind it. */
function endOf(text: string, pair: Pair): number {
  const key = (pair.key as Node).range?.[1] ?? 0;
  const colon = text.indexOf(":", key) + 1;
  const value = spanOf(pair.value)?.[1] ?? colon;
  return text.charAt(value - 1) === "\n" ? value - 1 : value;
}

/** A line among those from `from` to `to` that says `key: …` behind a `#`: it is taken for the key. */
function commented(text: string, name: string, from: number, to: number): Edit | null {
  const found = new RegExp(`^[ \\t]*#[ \\t]*${name}:.*$`, "mu").exec(text.slice(from, to));
  return found === null ? null : { from: from + found.index, to: from + found.index + found[0].length, insert: "" };
}

/** What follows a section up to the next one, with its comments. */
function extent(text: string, pair: Pair): Span {
  const from = lineEnd(text, (pair.key as Node).range?.[1] ?? 0);
  const next = /^[^\s#]/mu.exec(text.slice(from + 1));
  return [from, next === null ? text.length : from + 1 + next.index];
}

const startOf = (node: unknown): number => (node as Node).range?.[0] ?? 0;

/** Just behind the colon of a pair. */
const behind = (text: string, pair: Pair): number => text.indexOf(":", (pair.key as Node).range?.[1] ?? 0) + 1;

/** Puts `name: value` into the value of `pair`, which is a map or nothing yet. */
function putInto(text: string, pair: Pair, name: string, value: string): Edit {
  const map = isMap(pair.value) ? pair.value : null;
  if (map === null || map.items.length === 0) return putFirst(text, pair, `${name}: ${value}`, name);
  const known = pairOf(map, name);
  if (known !== null) return replaced(text, known, value);
  const last = endOf(text, map.items.at(-1) as Pair);
  if (map.flow) return { from: last, to: last, insert: `, ${name}: ${value}` };
  const words = line(column(text, startOf(map.items[0]?.key)), `${name}: ${value}`);
  const note = commented(text, name, ...extent(text, pair));
  if (note !== null) return { ...note, insert: words };
  const at = lineEnd(text, last);
  return { from: at, to: at, insert: `\n${words}` };
}

/** The first key of a pair that says nothing yet, as `inputs:`, `inputs: {}` and `inputs: null` do. */
function putFirst(text: string, pair: Pair, words: string, name: string): Edit {
  const indent = column(text, startOf(pair.key)) + 2;
  const start = behind(text, pair);
  const end = Math.max(start, spanOf(pair.value)?.[1] ?? start);
  const note = commented(text, name, ...extent(text, pair));
  if (note !== null && end === start) return { ...note, insert: line(indent, words) };
  return { from: start, to: end, insert: `\n${line(indent, words)}` };
}

function replaced(text: string, pair: Pair, value: string): Edit {
  const span = spanOf(pair.value);
  const colon = behind(text, pair);
  return span === null ? { from: colon, to: colon, insert: ` ${value}` } : { from: span[0], to: endOf(text, pair), insert: value };
}

/** Puts lines at the end of the text. */
function appended(text: string, lines: string): Edit {
  return { from: text.length, to: text.length, insert: `${text === "" || text.endsWith("\n") ? "" : "\n"}${lines}\n` };
}

function top(text: string): YAMLMap | null {
  const { contents } = parse(text);
  return isMap(contents) ? contents : null;
}

/** The change that makes `section.name` be `value`, as small as can be. */
export function put(text: string, section: string, name: string, value: unknown): Edit {
  const pair = top(text);
  const found = pair === null ? null : pairOf(pair, section);
  return found === null ? appended(text, `${section}:\n  ${name}: ${written(value)}`) : putInto(text, found, name, written(value));
}

/** The change that takes `section.name` out; a comment with its default stays in its place. */
export function drop(text: string, section: string, name: string, initial: unknown): Edit | null {
  const map = top(text);
  const found = map === null ? null : pairOf(map, section);
  const inner = found !== null && isMap(found.value) ? found.value : null;
  const pair = inner === null ? null : pairOf(inner, name);
  if (pair === null || inner === null) return null;
  const from = (pair.key as Node).range?.[0] ?? 0;
  if (!inner.flow) return { from, to: endOf(text, pair), insert: `# ${name}:${initial === undefined ? "" : ` ${written(initial)}`}` };
  const left = { ...(inner.toJSON() as Json) };
  Reflect.deleteProperty(left, name);
  const [start, end] = spanOf(inner) ?? [from, from];
  return { from: start, to: end, insert: JSON.stringify(left) };
}

function itemOf(list: YAMLSeq, key: string): YAMLMap | null {
  const found = list.items.find((item) => isMap(item) && item.get("trigger_definition_key") === key);
  return isMap(found) ? found : null;
}

/** What a trigger can be given: whether it is enabled, or when it starts. */
type Setting = "enabled" | "cron_expression";

function settingLines(name: Setting, value: boolean | string): string[] {
  return name === "enabled" ? [`enabled: ${String(value)}`] : ["config_override:", `  cron_expression: ${written(value)}`];
}

/** A whole entry of a trigger, at an indentation. */
function entry(key: string, lines: readonly string[], indent: number): string {
  return [`- trigger_definition_key: ${key}`, ...lines.map((one) => `  ${one}`)].map((one) => line(indent, one)).join("\n");
}

/** The change that gives a trigger a setting. */
export function putTrigger(text: string, key: string, name: Setting, value: boolean | string): Edit {
  const lines = settingLines(name, value);
  const map = top(text);
  const section = map === null ? null : pairOf(map, "triggers");
  if (section === null) return appended(text, `triggers:\n${entry(key, lines, 2)}`);
  const list = isSeq(section.value) ? section.value : null;
  if (list === null || list.items.length === 0) {
    const start = behind(text, section);
    return { from: start, to: Math.max(start, spanOf(section.value)?.[1] ?? start), insert: `\n${entry(key, lines, 2)}` };
  }
  const item = itemOf(list, key);
  return item === null ? addEntry(text, list, entry(key, lines, column(text, startOf(list)))) : putInItem(text, item, name, value);
}

function addEntry(text: string, list: YAMLSeq, words: string): Edit {
  const end = spanOf(list)?.[1] ?? 0;
  const at = text.charAt(end - 1) === "\n" ? end - 1 : lineEnd(text, end);
  return { from: at, to: at, insert: `\n${words}` };
}

function putInItem(text: string, item: YAMLMap, name: Setting, value: boolean | string): Edit {
  const known = pairOf(item, name === "enabled" ? "enabled" : "config_override");
  if (known !== null) return name === "enabled" ? replaced(text, known, String(value)) : putInto(text, known, name, written(value));
  const indent = column(text, startOf(item.items[0]?.key));
  const at = lineEnd(text, endOf(text, item.items.at(-1) as Pair));
  return { from: at, to: at, insert: settingLines(name, value).map((one) => `\n${line(indent, one)}`).join("") };
}
