import type { Found } from "../../api/search";
import { inUnits } from "../../lib/rank";

/** The words that were met in each message, as they stand in it: what the server found is marked, and nothing like it. */
export function wordsOf(hits: readonly Found[]): ReadonlyMap<string, readonly string[]> {
  return new Map(hits.map(({ message, snippet_text: text, ranges }) => {
    const met = inUnits(text, ranges).map(([from, to]) => text.slice(from, to));
    return [message.id, [...new Set(met)]];
  }));
}

/** The hit a step leads to. It goes round, unless there are more than are read. */
export function nextOf(at: number, by: 1 | -1, total: number, hasMore: boolean): number {
  const next = at + by;
  if (next >= 0 && next < total) return next;
  return hasMore ? at : (next + total) % total;
}
