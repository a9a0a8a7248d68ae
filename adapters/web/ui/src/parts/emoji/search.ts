import { ALL, type Emoji } from "./data";

/** Names that people bring from elsewhere. */
const OTHER_NAMES: Record<string, string> = { thumbsup: "+1", thumbsdown: "-1", party: "tada", check: "white_check_mark", hearts: "heart", lol: "joy" };

function place(one: Emoji, query: string): number {
  if (one.code === query) return 0;
  if (one.code.startsWith(query)) return 1;
  return one.words.some((word) => word.startsWith(query)) ? 2 : 3;
}

/** The emoji that fit a few letters, those named so first. */
export function emojiFor(query: string, most: number): Emoji[] {
  const wanted = query.trim().toLowerCase().replace(/\s+/gu, "_");
  const ranked = ALL.map((one) => ({ one, at: place(one, wanted) })).filter(({ at }) => at < 3);
  return ranked.sort((a, b) => a.at - b.at).slice(0, most).map(({ one }) => one);
}

/** The one that has exactly this name. */
export function byShortcode(code: string): Emoji | undefined {
  const wanted = code.toLowerCase();
  return ALL.find((one) => one.code === wanted) ?? ALL.find((one) => one.code === OTHER_NAMES[wanted]);
}

/** What an emoji is called. */
export function nameOf(one: Emoji): string {
  return one.code === "+1" ? "thumbs up" : one.code === "-1" ? "thumbs down" : one.code.replaceAll("_", " ");
}
