import type { Definition } from "../../api/agents";
import { type Key, keyAt, schemaOf, written } from "./schema";

/** The text a new configuration begins with: all its inputs, those with a default as comments. */
export function starter(definition: Definition): string {
  const keys = keyAt(schemaOf(definition, { channels: [] }), ["inputs"])?.keys ?? [];
  if (keys.length === 0) return "inputs: {}\n";
  return `inputs:\n${keys.map(lineOf).join("\n")}\n`;
}

const LONGEST = 80;

function lineOf(key: Key): string {
  const value = key.initial ?? key.example;
  const words = value === undefined ? "" : ` ${written(value)}`;
  const line = words.length > LONGEST ? `${key.name}:` : `${key.name}:${words}`;
  const note = key.isRequired ? " # has to be set" : "";
  return `  # ${line}${note}`;
}
