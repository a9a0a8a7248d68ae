import { type Key, keyAt, type Value } from "./schema";

/** Where in a configuration the caret stands, told by its lines: it works while what is being written is no YAML yet. */

export interface Context {
  /** The keys above, from the outermost. */
  readonly path: readonly string[];
  /** The key whose value is being written; null while a key is. */
  readonly key: string | null;
  /** What is written of it so far, and where that begins. */
  readonly word: string;
  readonly from: number;
  /** The line is a new entry of a list, or follows one. */
  readonly indent: number;
}

const KEY = /^(\s*(?:-\s+)*)([\w$-]+)\s*:/u;
const DASHES = /^(\s*(?:-\s+)*)/u;

/** The keys over a line, each less far in than the one below it. */
function above(lines: readonly string[], indent: number): string[] {
  const path: string[] = [];
  let limit = indent;
  for (const text of lines.toReversed()) {
    const found = /^\s*#/u.test(text) ? null : KEY.exec(text);
    const column = found?.[1]?.length ?? limit;
    if (found === null || column >= limit) continue;
    path.unshift(found[2] ?? "");
    limit = column;
  }
  return path;
}

/** What is being written at a place of the text; null in a comment. */
export function contextAt(text: string, at: number): Context | null {
  const lines = text.slice(0, at).split("\n");
  const current = lines.pop() ?? "";
  if (/(?:^|\s)#/u.test(current)) return null;
  const indent = DASHES.exec(current)?.[1]?.length ?? 0;
  const path = above(lines, indent);
  const found = KEY.exec(current);
  if (found === null) {
    const word = current.slice(indent);
    return { path, key: null, word, from: at - word.length, indent };
  }
  const word = current.slice(found[0].length).trimStart();
  return { path, key: found[2] ?? "", word, from: at - word.length, indent };
}

/** The key whose help is shown there: that of the line, else the one around it. */
export function keyNear(root: Key, text: string, at: number): Key | null {
  const end = text.indexOf("\n", at);
  const line = contextAt(text, end < 0 ? text.length : end);
  if (line === null) return null;
  const path = line.key === null ? line.path : [...line.path, line.key];
  return path.length === 0 ? null : keyAt(root, path);
}

export interface Offer extends Value {
  /** What is written for it. */
  readonly apply: string;
}

/** How a key is begun: what goes below it starts on the next line. */
function begun(key: Key, indent: number): string {
  const inner = `\n${" ".repeat(indent + 2)}`;
  if (key.type === "map" && key.keys) return `${key.name}:${inner}`;
  if (key.type === "list" && key.keys) return `${key.name}:${inner}- `;
  return `${key.name}: `;
}

/** What may be written there by the schema. */
export function offersAt(root: Key, context: Context): readonly Offer[] {
  const around = keyAt(root, context.path);
  if (context.key !== null) {
    const key = around?.keys?.find((one) => one.name === context.key);
    return (key?.values ?? []).map((one) => ({ ...one, apply: one.text }));
  }
  return (around?.keys ?? []).map((one) => ({ text: one.name, about: one.about, apply: begun(one, context.indent) }));
}
