import type { Variable, VariableType } from "../../api/prompts";

/** Prompts: text with places written `{{ path.to.value }}`, and the variables these name. */

const PLACE = /\{\{\s*([A-Za-z_][A-Za-z0-9_]{0,63})(?:\.[A-Za-z0-9_.]+)?\s*\}\}/gu;

/** The variables that a text names, each once, in order. */
export function named(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map((found) => found[1] ?? ""))];
}

/** Those of them that are not declared. */
export function undeclared(text: string, variables: readonly Pick<Variable, "name">[]): string[] {
  const known = new Set(variables.map((one) => one.name));
  return named(text).filter((one) => !known.has(one));
}

/** A variable as a text first names it: what is looked into is an object. */
export function declared(text: string, name: string): Variable {
  const isObject = new RegExp(`\\{\\{\\s*${name}\\.`, "u").test(text);
  return { name, type: isObject ? "json_object" : "text", description_text: null, is_required: true, default_value: null };
}

export const TYPES: Readonly<Record<VariableType, string>> = { text: "Text", number: "Number", date: "Date", json_object: "Object" };

export type Given = { readonly value: unknown } | { readonly fault: string };

/** What was typed for a variable; an empty field gives nothing. */
export function given(type: VariableType, text: string): Given {
  if (text.trim() === "") return { value: undefined };
  if (type === "number") {
    const value = Number(text.trim().replace(",", "."));
    return Number.isFinite(value) ? { value } : { fault: "Write a number." };
  }
  if (type !== "json_object") return { value: type === "date" ? text.trim() : text };
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { value } : { fault: "Write an object in braces." };
  } catch {
    return { fault: "Write this as JSON, such as {\"name\": \"Oak table\"}." };
  }
}

/** A default as it stands in its field. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Words between commas, each once. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(",").map((one) => one.trim()).filter((one) => one !== ""))];
}
