/** How well a name answers to what was typed, and which of its letters did. */
export interface Match {
  readonly score: number;
  readonly ranges: readonly (readonly [number, number])[];
}

const NONE: Match = { score: 1, ranges: [] };

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** Where a letter goes on: right after the one before, else at the start of a later word. */
function nextLetter(text: string, letter: string, from: number): number {
  if (from > 0 && text.startsWith(letter, from)) return from;
  let at = text.indexOf(letter, from);
  while (at >= 0 && !isStart(text, at)) at = text.indexOf(letter, at + 1);
  return at;
}

/** The starts of words, as `ss` for Sales Sentinel; such a hit counts little. */
function abbreviated(text: string, query: string): Match | null {
  const ranges: [number, number][] = [];
  let from = 0;
  for (const letter of query.replaceAll(" ", "")) {
    const at = nextLetter(text, letter, from);
    if (at < 0) return null;
    const before = ranges.at(-1);
    if (before?.[1] === at) before[1] = at + letter.length;
    else ranges.push([at, at + letter.length]);
    from = at + letter.length;
  }
  return { score: 30 / ranges.length, ranges };
}

/** The match of a name, or null for none. The whole name counts most, then its start, a word's start, a part. */
export function match(name: string, query: string): Match | null {
  const [text, wanted] = [name.toLocaleLowerCase(), query.trim().toLocaleLowerCase()];
  if (wanted === "") return NONE;
  if (text === wanted) return { score: 100, ranges: [[0, name.length]] };
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isStart(text, at)) return { score: at === 0 ? 90 : 70, ranges: [[at, at + wanted.length]] };
  }
  const at = text.indexOf(wanted);
  if (at >= 0) return { score: 50, ranges: [[at, at + wanted.length]] };
  return abbreviated(text, wanted);
}

export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** A text cut where its hits begin and end. */
export function pieces(text: string, ranges: readonly (readonly [number, number])[]): Piece[] {
  const cut: Piece[] = [];
  let from = 0;
  for (const [start, end] of [...ranges].sort((one, other) => one[0] - other[0])) {
    if (start > from) cut.push({ text: text.slice(from, start), isHit: false });
    if (end > Math.max(start, from)) cut.push({ text: text.slice(Math.max(start, from), end), isHit: true });
    from = Math.max(from, end);
  }
  if (from < text.length) cut.push({ text: text.slice(from), isHit: false });
  return cut;
}

/** Places counted in whole characters, as the server counts them, in those of this language's texts. */
export function inUnits(text: string, ranges: readonly (readonly [number, number])[]): [number, number][] {
  const starts: number[] = [0];
  for (const letter of text) starts.push((starts.at(-1) ?? 0) + letter.length);
  const unit = (at: number): number => starts[Math.min(at, starts.length - 1)] ?? text.length;
  return ranges.map(([from, to]) => [unit(from), unit(to)]);
}
