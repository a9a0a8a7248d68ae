import type { Key } from "./schema";

/** Values of a configuration as somebody types them into a form. */

export type Typed = { readonly value: unknown } | { readonly fault: string };

/** A value as it stands in a field; nothing for what is not set. */
export function shown(key: Key, value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" && key.type !== "json" ? value : JSON.stringify(value, null, key.type === "json" ? 2 : 0);
}

/** What was typed, as the value it means; an empty field means none. */
export function typed(key: Key, text: string): Typed {
  if (text.trim() === "") return { value: undefined };
  if (key.type === "number") {
    const value = Number(text.trim().replace(",", "."));
    return Number.isFinite(value) ? { value } : { fault: "Write a number." };
  }
  if (key.type === "url") return /^https?:\/\/\S+$/u.test(text.trim()) ? { value: text.trim() } : { fault: "Write an address that begins with https://." };
  if (key.type === "string") return { value: text };
  return parsed(text);
}

function parsed(text: string): Typed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: "Write this as JSON, such as {\"name\": \"Spring sale\"} or [1, 2]." };
  }
}

/** What a field says below itself: what it is about, and what holds while it is empty. */
export function hintOf(key: Key): string {
  const initial = key.initial === undefined ? "" : `Without it: ${brief(key.initial)}.`;
  return [key.about, initial].filter((one) => one !== "").join(" ");
}

const LONGEST = 60;

function brief(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The keys of a run's form: what has to be given, what has no value yet, and the rest, which has one. */
export function byNeed(keys: readonly Key[], settled: Readonly<Record<string, unknown>>): { first: readonly Key[]; rest: readonly Key[] } {
  const isOpen = (one: Key): boolean => settled[one.name] === undefined || settled[one.name] === null;
  const first = keys.filter(isOpen);
  return { first: [...first.filter((one) => one.isRequired), ...first.filter((one) => !one.isRequired)], rest: keys.filter((one) => !isOpen(one)) };
}

/** The keys of a form of settings: what is set once stands before what is brought along by whatever starts a run. */
export function settledFirst(keys: readonly Key[]): readonly Key[] {
  const isBrought = (one: Key): boolean => one.type === "json" && one.initial === undefined && !one.isRequired;
  return [...keys.filter((one) => !isBrought(one)), ...keys.filter(isBrought)];
}
