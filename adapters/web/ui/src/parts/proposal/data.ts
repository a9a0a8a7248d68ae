import { labelOf } from "./fields";
import { moment } from "../../lib/times";

/** The data of a proposal as it is read: tables of what comes several times, and single facts. */

export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly key: string; readonly label: string; readonly isNumber: boolean }[];
  readonly rows: readonly Record<string, unknown>[];
}

export interface Shown {
  readonly tables: readonly Table[];
  readonly facts: readonly { readonly name: string; readonly words: string; readonly isLong: boolean }[];
}

type Json = Record<string, unknown>;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u;
const LONG = 60;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textWords(value: string, now: Date, locale?: string): string {
  const at = MOMENT.test(value) ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? value : `${at.toLocaleDateString(locale, { weekday: "short" })} ${momentWithTime(at, now, locale)}`;
}

/** One value in words; unknown is a dash, never a zero. */
export function valueWords(value: unknown, now: Date, locale?: string): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return value.toLocaleString(locale, { maximumFractionDigits: 6 });
  if (typeof value === "string") return textWords(value, now, locale);
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? "–" : value.map((one) => valueWords(one, now, locale)).join(", ");
}

function momentWithTime(at: Date, now: Date, locale?: string): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  const day = at.toLocaleDateString(locale, { day: "numeric", month: "short", ...year });
  return `${day}, ${moment(at, at, locale)}`;
}

const NUMERIC = /^[\p{Sc}+\-−\s]{0,3}\d[\d.,\s]*[%\p{Sc}]?$/u;

/** Numbers stand right, also those that bring their sign of currency or per cent; nothing fits everywhere. */
function isNumeric(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "number" || (typeof value === "string" && NUMERIC.test(value));
}

function tableOf(name: string, rows: readonly Json[]): Table {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = keys.map((key) => ({ key, label: labelOf(key), isNumber: rows.every((row) => isNumeric(row[key])) }));
  return { name: labelOf(name), columns, rows };
}

/** Sorts the data into tables and facts; objects inside of it give their facts with both names. */
export function shown(data: Json, now: Date, locale?: string, prefix = ""): Shown {
  const tables: Table[] = [];
  const facts: Shown["facts"][number][] = [];
  for (const [key, value] of Object.entries(data)) {
    if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
      tables.push(tableOf(key, value));
    } else if (isRecord(value)) {
      const inner = shown(value, now, locale, `${prefix}${labelOf(key)}, `);
      tables.push(...inner.tables);
      facts.push(...inner.facts);
    } else {
      const words = valueWords(value, now, locale);
      facts.push({ name: prefix === "" ? labelOf(key) : `${prefix}${labelOf(key).toLocaleLowerCase()}`, words, isLong: words.length > LONG });
    }
  }
  return { tables, facts };
}
