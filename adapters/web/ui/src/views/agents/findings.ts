import { ApiError } from "../../api/client";
import type { Reading } from "./yaml";

/** What is wrong with the text of a configuration, each with its place in it. */

export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly message: string;
  /** Where the server names it: the path of the value. */
  readonly path: string | null;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

/** The words of a line, without what stands before them. */
function spanOfLine(text: string, line: number): readonly [number, number] {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const words = lines[line - 1] ?? "";
  const indent = words.length - words.trimStart().length;
  return [Math.min(text.length, start + indent), Math.min(text.length, start + words.length)];
}

const FIELD = /^yaml_config_text:(\d+)(?::(.*))?$/u;

/** What the server found when it was asked to store this text. */
export function refused(text: string, reading: Reading, error: unknown): readonly Finding[] {
  if (!(error instanceof ApiError)) return [];
  return error.details.flatMap((fault) => {
    const found = FIELD.exec(fault.field ?? "");
    if (found === null) return [];
    const line = Number(found[1]);
    const path = found[2] ?? null;
    const place = path === null ? undefined : reading.places.get(path);
    const [from, to] = place?.value ?? place?.key ?? spanOfLine(text, line);
    return [{ from, to, line: place ? lineAt(text, from) : line, message: (fault.message ?? "").replace(/^Line \d+: /u, ""), path }];
  });
}

/** What is no YAML, found while it is written. */
export function unreadable(text: string, reading: Reading): readonly Finding[] {
  return reading.faults.map(({ at, message }) => {
    const [from, to] = [Math.min(at[0], text.length), Math.min(Math.max(at[1], at[0] + 1), text.length)];
    return { from, to, line: lineAt(text, from), message, path: null };
  });
}
