/** Typed fields of what may be edited of a proposal, and what was changed of it. */

export type Kind = "text" | "long" | "number" | "integer" | "boolean" | "choice" | "date" | "time" | "moment" | "list" | "choices";

export interface EditField {
  /** Its names from the top, for a value inside of another one. */
  readonly path: readonly string[];
  readonly label: string;
  readonly kind: Kind;
  readonly isRequired: boolean;
  /** What an emptied field stands for; undefined where it may not be emptied. */
  readonly empty: unknown;
  readonly hint: string | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly longest: number | null;
  readonly choices: readonly unknown[];
}

/** What a person has written so far: text for most kinds, yes or no, or what is chosen of several. */
export type Draft = string | boolean | readonly string[];

export interface DiffRow {
  readonly field: EditField;
  readonly name: string;
  readonly type: string;
  readonly old: unknown;
  readonly new: unknown;
}

type Json = Record<string, unknown>;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** `send_at` is read as `Send at`. */
export function labelOf(name: string): string {
  const words = name.replaceAll(/[_-]+/gu, " ").replaceAll(/([a-z])([A-Z])/gu, "$1 $2").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

const LONG = 200;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const CLOCK = /^\d{2}:\d{2}$/u;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u;

function typesOf(schema: Json): readonly unknown[] {
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

/** The type a schema names; of several the first that is not null. */
function typeOf(schema: Json): string | undefined {
  return text(typesOf(schema).find((one) => one !== "null")) ?? undefined;
}

/** What a text is: a day or a time where the one that is there now is. */
function textKind(schema: Json, value: unknown): Kind {
  const now = text(value) ?? "";
  if (MOMENT.test(now)) return "moment";
  if (DAY.test(now)) return "date";
  if (CLOCK.test(now)) return "time";
  return (number(schema.maxLength) ?? 0) > LONG || now.length > LONG || now.includes("\n") ? "long" : "text";
}

const TYPED: Record<string, (schema: Json, value: unknown) => Kind> = {
  string: textKind,
  number: () => "number",
  integer: () => "integer",
  boolean: () => "boolean",
  array: (schema) => (isRecord(schema.items) && list(schema.items.enum).length > 0 ? "choices" : "list"),
};

function kindOf(schema: Json, value: unknown): Kind | null {
  if (list(schema.enum).length > 0) return "choice";
  if (isRecord(schema.items) && !["string", undefined].includes(typeOf(schema.items)) && list(schema.items.enum).length === 0) return null;
  return TYPED[typeOf(schema) ?? ""]?.(schema, value) ?? null;
}

function emptyOf(schema: Json, kind: Kind): unknown {
  if (typesOf(schema).includes("null")) return null;
  return (kind === "text" || kind === "long") && (number(schema.minLength) ?? 0) === 0 ? "" : undefined;
}

function fieldOf(path: readonly string[], schema: Json, isRequired: boolean, value: unknown): EditField | null {
  const kind = kindOf(schema, value);
  if (kind === null) return null;
  const items = isRecord(schema.items) ? schema.items : {};
  return {
    path, kind, isRequired,
    label: text(schema.title) ?? labelOf(path.at(-1) ?? ""),
    empty: isRequired ? (emptyOf(schema, kind) === null ? null : undefined) : emptyOf(schema, kind),
    hint: text(schema.description),
    least: number(schema.minimum),
    most: number(schema.maximum),
    longest: number(schema.maxLength),
    choices: list(kind === "choices" ? items.enum : schema.enum),
  };
}

/** The fields of a schema in its order; objects inside of it one after the other. What it does not type is not offered. */
export function fieldsOf(schema: unknown, data: unknown = {}, path: readonly string[] = []): EditField[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  const required = list(schema.required);
  return Object.entries(schema.properties).flatMap(([name, one]) => {
    if (!isRecord(one)) return [];
    const here = [...path, name];
    if (isRecord(one.properties)) return fieldsOf(one, data, here);
    return fieldOf(here, one, required.includes(name), valueAt(data, here)) ?? [];
  });
}

export function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), data);
}

/** A copy of the data with one value in it changed. */
export function withValue(data: Json, path: readonly string[], value: unknown): Json {
  const [name, ...rest] = path;
  if (name === undefined) return data;
  const inner = data[name];
  return { ...data, [name]: rest.length > 0 ? withValue(isRecord(inner) ? inner : {}, rest, value) : value };
}

const pad = (part: number): string => String(part).padStart(2, "0");

/** A stored moment as the browser's own field for it wants it, in local time. */
function localMoment(value: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return "";
  return `${String(at.getFullYear())}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** A value as it stands in its field before anything is changed. */
export function draftOf(field: EditField, value: unknown): Draft {
  if (field.kind === "boolean") return value === true;
  if (field.kind === "choices") return list(value).map(String);
  if (field.kind === "list") return list(value).map(String).join("\n");
  if (value === undefined || value === null) return "";
  return field.kind === "moment" ? localMoment(String(value)) : String(value);
}

type Read = { value: unknown; fault: null } | { value: undefined; fault: string };

const fine = (value: unknown): Read => ({ value, fault: null });
const wrong = (fault: string): Read => ({ value: undefined, fault });

/** `0 to 10`, `at least 1`; null where there are no bounds. */
export function bounds({ least, most }: Pick<EditField, "least" | "most">): string | null {
  if (least !== null && most !== null) return `${least.toLocaleString()} to ${most.toLocaleString()}`;
  if (least !== null) return `at least ${least.toLocaleString()}`;
  return most === null ? null : `at most ${most.toLocaleString()}`;
}

function readNumber(field: EditField, draft: string): Read {
  const value = Number(draft.trim());
  if (!Number.isFinite(value)) return wrong("Write a number.");
  if (field.kind === "integer" && !Number.isInteger(value)) return wrong("Write a whole number.");
  const within = (field.least === null || value >= field.least) && (field.most === null || value <= field.most);
  return within ? fine(value) : wrong(`Write a number, ${bounds(field) ?? ""}.`);
}

function readText(field: EditField, draft: string): Read {
  if (field.longest !== null && [...draft].length > field.longest) return wrong(`Use at most ${field.longest.toLocaleString()} characters.`);
  if (field.kind !== "moment") return fine(draft);
  const at = new Date(draft);
  return Number.isNaN(at.getTime()) ? wrong("Write a day and a time.") : fine(at.toISOString());
}

/** The value that a draft stands for, or what is wrong with it. */
export function readDraft(field: EditField, draft: Draft): Read {
  if (typeof draft === "boolean") return fine(draft);
  if (typeof draft !== "string") return fine(field.choices.filter((one) => draft.includes(String(one))));
  if (field.kind === "list") return fine(draft.split("\n").map((line) => line.trim()).filter(Boolean));
  if (draft.trim() === "") return field.empty === undefined ? wrong("Fill this in.") : fine(field.empty);
  if (field.kind === "choice") return fine(field.choices.find((one) => String(one) === draft));
  return field.kind === "number" || field.kind === "integer" ? readNumber(field, draft) : readText(field, draft);
}

const TYPES: Record<Kind, string> = {
  text: "text", long: "text", number: "number", integer: "number", boolean: "yes or no", choice: "choice", date: "date", time: "time",
  moment: "time", list: "list", choices: "list",
};

export const nameOf = (field: EditField): string => field.path.join(".");

/** Whether two values are the same to whoever decides: nothing and null are, and so are two spellings of one moment. */
function same(field: EditField, one: unknown, other: unknown): boolean {
  if (field.kind === "moment" && typeof one === "string" && typeof other === "string") return localMoment(one) === localMoment(other);
  return JSON.stringify(one ?? (field.kind === "boolean" ? false : null)) === JSON.stringify(other ?? null);
}

export interface Edited {
  /** The data as it would be, and of it only what is changed, to send. */
  readonly data: Json;
  readonly payload: Json;
  readonly rows: readonly DiffRow[];
  readonly faults: ReadonlyMap<string, string>;
}

/** What drafts make of the data: its fields as they would be, one row for each that is another now, and what is wrong. */
export function edited(fields: readonly EditField[], before: Json, drafts: ReadonlyMap<string, Draft>): Edited {
  let data: Json = before;
  let payload: Json = {};
  const rows: DiffRow[] = [];
  const faults = new Map<string, string>();
  for (const field of fields) {
    const [name, old] = [nameOf(field), valueAt(before, field.path)];
    const draft = drafts.get(name);
    if (draft === undefined) continue;
    const read = readDraft(field, draft);
    if (read.fault !== null) {
      faults.set(name, read.fault);
    } else if (!same(field, old, read.value)) {
      data = withValue(data, field.path, read.value);
      payload = withValue(payload, field.path, read.value);
      rows.push({ field, name, type: TYPES[field.kind], old, new: read.value });
    }
  }
  return { data, payload, rows, faults };
}
