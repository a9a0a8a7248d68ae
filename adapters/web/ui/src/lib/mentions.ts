import type { Mentionable } from "../api/writing";

const ORDER = { user: 0, agent: 1, channel: 2 } as const;

/** Without accents and capitals, so that `ines` finds Inés. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function place(one: Mentionable, query: string): number {
  const name = plain(one.name);
  if (name.startsWith(query) || one.slug.startsWith(query)) return 0;
  if (name.split(/[\s-]+/u).some((word) => word.startsWith(query))) return 1;
  return name.includes(query) ? 2 : 3;
}

const CODE = /^ {0,3}(```|~~~)[^]*?(?:^ {0,3}\1|$(?![^]))|(`+)[^]*?\2/gmu;
const EVERYBODY = /(?<![\p{L}\p{N}/@.+=&%$#\\-])@channel(?![\p{L}\p{N}@]|[-_][\p{L}\p{N}])/iu;

/** Whether a text calls everybody who is in the channel. What stands in code is no call. */
export function callsEverybody(text: string): boolean {
  return EVERYBODY.test(text.replaceAll(CODE, " "));
}

/** Those that fit what was written: people, agents, the channel; the best of each kind first. */
export function mentionsFor(query: string, all: readonly Mentionable[], most = 8): Mentionable[] {
  const wanted = plain(query);
  const found = all.map((one) => ({ one, at: place(one, wanted) })).filter(({ at }) => at < 3);
  found.sort((a, b) => ORDER[a.one.type] - ORDER[b.one.type] || a.at - b.at || a.one.name.localeCompare(b.one.name));
  // None of the kinds crowds out the others.
  const kinds = (["user", "agent", "channel"] as const).map((type) => found.filter(({ one }) => one.type === type));
  const rest = most - kinds.reduce((sum, kind) => sum + Math.min(kind.length, 2), 0);
  let free = Math.max(rest, 0);
  return kinds.flatMap((kind) => {
    const extra = Math.min(Math.max(kind.length - 2, 0), free);
    free -= extra;
    return kind.slice(0, 2 + extra).map(({ one }) => one);
  });
}
