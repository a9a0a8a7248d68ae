import type { Kind, Thing } from "../../api/records";

/** What is kept of a brand and of a creator, and how it is written. */

export type Shape = "line" | "text" | "list" | "json";

export interface ThingField {
  readonly name: string;
  readonly label: string;
  readonly shape: Shape;
  readonly hint?: string;
  /** What an empty field is sent as. */
  readonly empty: unknown;
}

export interface KindWords {
  readonly one: string;
  readonly many: string;
  /** What will be here, and what it is good for. */
  readonly teaches: string;
  /** What a row says beside the name. */
  readonly under: (thing: Thing) => string;
  readonly fields: readonly ThingField[];
}

const words = (value: unknown): string => (typeof value === "string" ? value : "");
const listed = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(", ") : "");

export const KINDS: Readonly<Record<Kind, KindWords>> = {
  brands: {
    one: "brand",
    many: "Brands",
    teaches: "A brand keeps its voice, its audience and its looks in one place. Agents that write read them from here.",
    under: (thing) => words(thing.industry),
    fields: [
      { name: "description_text", label: "What it is", shape: "text", empty: null },
      { name: "industry", label: "Industry", shape: "line", empty: null },
      { name: "target_audience_description_text", label: "Audience", shape: "text", hint: "Whom it speaks to", empty: null },
      { name: "brand_voice_guidelines_text", label: "Voice", shape: "text", hint: "How it speaks: words it likes, words it never uses", empty: null },
      { name: "mood_board_urls_array", label: "Mood board", shape: "list", hint: "One address on each line", empty: [] },
      { name: "visual_identity_assets_json", label: "Looks", shape: "json", hint: "Colours, typefaces, logos, as JSON", empty: {} },
    ],
  },
  creators: {
    one: "creator",
    many: "Creators",
    teaches: "A creator is somebody who makes content with you: what they do, where it is seen, who watches. Agents match and brief from here.",
    under: (thing) => listed(thing.niche_tags_array),
    fields: [
      { name: "bio_text", label: "Who they are", shape: "text", empty: "" },
      { name: "niche_tags_array", label: "Niches", shape: "list", hint: "One on each line, such as woodwork", empty: [] },
      { name: "portfolio_links_array", label: "Portfolio", shape: "list", hint: "One address on each line", empty: [] },
      { name: "audience_demographics_json", label: "Audience", shape: "json", hint: "Ages, places, shares, as JSON", empty: null },
    ],
  },
};

/** A value as it stands in its field. */
export function shown({ shape }: ThingField, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (shape === "list") return Array.isArray(value) ? value.map(String).join("\n") : "";
  if (shape === "json") return Object.keys(value).length === 0 ? "" : JSON.stringify(value, null, 2);
  return words(value);
}

export type Written = { readonly value: unknown } | { readonly fault: string };

/** What was typed, as it is sent. */
export function written(field: ThingField, text: string): Written {
  if (text.trim() === "") return { value: field.empty };
  if (field.shape === "list") return { value: [...new Set(text.split("\n").map((one) => one.trim()).filter((one) => one !== ""))] };
  if (field.shape !== "json") return { value: text.trim() };
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value };
  } catch {
    // What cannot be read is told below, as what is no object.
  }
  return { fault: "Write an object as JSON, such as {\"primary\": \"#1d1c1a\"}." };
}
