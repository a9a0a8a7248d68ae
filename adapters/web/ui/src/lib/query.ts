/** What is searched for, taken apart: the words, and the operators that chips stand for. */

export interface Chip {
  readonly name: "from" | "in" | "has" | "before" | "after";
  readonly value: string;
}

export interface Query {
  readonly words: string;
  readonly chips: readonly Chip[];
}

const OPERATOR = /(?<!\S)(from|in|has|before|after):("[^"]*"|\S+)/giu;
const NAMES = ["from", "in", "has", "before", "after"] as const;

function isName(text: string): text is Chip["name"] {
  return (NAMES as readonly string[]).includes(text);
}

/** Takes a query apart; what is no operator stays among the words. */
export function parsed(query: string): Query {
  const chips: Chip[] = [];
  const words = query.replaceAll(OPERATOR, (_, name: string, value: string) => {
    const known = name.toLowerCase();
    const bare = value.replace(/^"|"$/gu, "");
    if (isName(known) && bare !== "") chips.push({ name: known, value: bare });
    return " ";
  });
  return { words: words.replaceAll(/\s+/gu, " ").trim(), chips };
}

function written({ name, value }: Chip): string {
  return `${name}:${/\s/u.test(value) ? `"${value.replaceAll('"', "")}"` : value}`;
}

/** Puts it together again: words first, then each operator. */
export function joined({ words, chips }: Query): string {
  return [words, ...chips.map(written)].filter((one) => one !== "").join(" ");
}

/** The operator that narrows a search to a channel; a direct one goes by the name of the other. */
export function inChannel(channel: { readonly type: string; readonly name: string }): string {
  return `${written({ name: "in", value: `${channel.type === "dm" ? "@" : "#"}${channel.name}` })} `;
}

/** The query with one operator set in place of those of its name, or without them. `has` may stand several times. */
export function withChip(query: string, name: Chip["name"], value: string | null): string {
  const { words, chips } = parsed(query);
  const kept = chips.filter((chip) => chip.name !== name || (name === "has" && value !== null && chip.value !== value));
  return joined({ words, chips: value === null ? kept : [...kept, { name, value }] });
}

/** The query without that chip. */
export function withoutChip(query: string, chip: Chip): string {
  const { words, chips } = parsed(query);
  return joined({ words, chips: chips.filter((one) => one.name !== chip.name || one.value !== chip.value) });
}
