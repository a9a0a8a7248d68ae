/** What changed between two texts, by whole lines. */

export interface DiffLine {
  readonly kind: "same" | "old" | "new";
  readonly text: string;
  /** Its number in the old text and in the new one, where it stands there. */
  readonly old: number | null;
  readonly new: number | null;
}

/** The lengths of the longest common ends of both, from every pair of places on. */
function lengths(one: readonly string[], other: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let at = one.length - 1; at >= 0; at -= 1) {
    const row = table[at] ?? new Uint32Array();
    const below = table[at + 1] ?? new Uint32Array();
    for (let to = other.length - 1; to >= 0; to -= 1) row[to] = one[at] === other[to] ? (below[to + 1] ?? 0) + 1 : Math.max(below[to] ?? 0, row[to + 1] ?? 0);
  }
  return table;
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/u, "").split("\n"));

/** Every line of both texts, in order: those that stayed, those that went, those that came. */
export function diffLines(before: string, after: string): DiffLine[] {
  const one = linesOf(before);
  const other = linesOf(after);
  const table = lengths(one, other);
  const found: DiffLine[] = [];
  for (let at = 0, to = 0; at < one.length || to < other.length;) {
    const kind = kindAt(one, other, table, [at, to]);
    const text = (kind === "new" ? other[to] : one[at]) ?? "";
    if (kind !== "new") at += 1;
    if (kind !== "old") to += 1;
    found.push({ kind, text, old: kind === "new" ? null : at, new: kind === "old" ? null : to });
  }
  return found;
}

/** What becomes of the next line: it stays, it goes, or another one comes before it. */
function kindAt(one: readonly string[], other: readonly string[], table: readonly Uint32Array[], [at, to]: readonly [number, number]): DiffLine["kind"] {
  if (at >= one.length) return "new";
  if (to >= other.length) return "old";
  if (one[at] === other[to]) return "same";
  return (table[at + 1]?.[to] ?? 0) >= (table[at]?.[to + 1] ?? 0) ? "old" : "new";
}

/** The changed lines with `around` others before and after each; null stands for those left out. */
export function hunks(lines: readonly DiffLine[], around = 3): (DiffLine | null)[] {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - around), at + around + 1).some((one) => one.kind !== "same"));
  const shown: (DiffLine | null)[] = [];
  lines.forEach((one, at) => {
    if (near[at]) shown.push(one);
    else if (shown.length === 0 || shown.at(-1) !== null) shown.push(null);
  });
  return shown;
}
