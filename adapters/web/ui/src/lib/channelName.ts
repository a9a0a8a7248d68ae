/** Letters that do not come apart into a plain one and a mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ħ: "h" };
const LONGEST = 80;

/**
 * The name a channel gets from what was typed: of a to z, digits, dashes and underscores, which is all the server
 * takes. Letters with marks lose them, and what is left between words becomes one dash. Empty where nothing is left.
 */
export function channelName(typed: string): string {
  const plain = typed.toLowerCase().replace(/[^\0-\x7F]/gu, (letter) => PLAIN[letter] ?? letter).normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  const name = plain.toLowerCase().replace(/[^a-z0-9_]+/gu, "-").replace(/^[-_]+/u, "");
  return name.slice(0, LONGEST).replace(/[-_]+$/u, "");
}

/** What stands under the field: what the channel will be called where that is not what was typed, or why it has no name yet. */
export function nameNote(typed: string): { hint: string; fault: string | null } {
  const name = channelName(typed);
  if (typed.trim() === "") return { hint: "Such as winter-launch", fault: null };
  if (name === "") return { hint: "", fault: "Channel names are made of the letters a to z and digits. Nothing of this is left." };
  return { hint: name === typed.trim() ? "Such as winter-launch" : `It will be called #${name}.`, fault: null };
}
