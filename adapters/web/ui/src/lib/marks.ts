/** One change of a text: what stands from `from` to `to` becomes `insert`, and then `select` is selected. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: readonly [number, number];
}

export type Mark = "bold" | "italic" | "strike" | "code" | "link" | "list" | "quote";

const AROUND = { bold: "**", italic: "_", strike: "~~", code: "`" } as const;
const BEFORE = { list: "- ", quote: "> " } as const;

function around(text: string, start: number, end: number, sign: string): Change {
  const size = sign.length;
  const chosen = text.slice(start, end);
  if (text.slice(start - size, start) === sign && text.slice(end, end + size) === sign) {
    return { from: start - size, to: end + size, insert: chosen, select: [start - size, end - size] };
  }
  // Spaces at the edges stay outside, or the marks would be read as stars and lines.
  const lead = chosen.length - chosen.trimStart().length;
  const core = chosen.trim();
  const [from, to] = core === "" ? [start, end] : [start + lead, start + lead + core.length];
  const insert = `${sign}${text.slice(from, to)}${sign}`;
  return { from, to, insert, select: [from + size, to + size] };
}

function code(text: string, start: number, end: number): Change {
  const chosen = text.slice(start, end);
  if (!chosen.includes("\n")) return around(text, start, end, AROUND.code);
  const lead = start > 0 && text[start - 1] !== "\n" ? "\n" : "";
  const tail = end < text.length && text[end] !== "\n" ? "\n" : "";
  const insert = `${lead}\`\`\`\n${chosen}\n\`\`\`${tail}`;
  return { from: start, to: end, insert, select: [start + lead.length + 4, start + lead.length + 4 + chosen.length] };
}

function link(text: string, start: number, end: number): Change {
  const chosen = text.slice(start, end);
  if (/^https?:\/\/\S+$/u.test(chosen)) return { from: start, to: end, insert: `[](${chosen})`, select: [start + 1, start + 1] };
  const address = "https://";
  const at = start + chosen.length + 3;
  return { from: start, to: end, insert: `[${chosen}](${address})`, select: chosen === "" ? [start + 1, start + 1] : [at, at + address.length] };
}

function lines(text: string, start: number, end: number, sign: string): Change {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const after = text.indexOf("\n", end);
  const to = after < 0 ? text.length : after;
  const each = text.slice(from, to).split("\n");
  const undo = each.every((line) => line.startsWith(sign));
  const insert = each.map((line) => (undo ? line.slice(sign.length) : `${sign}${line}`)).join("\n");
  const end2 = from + insert.length;
  return { from, to, insert, select: start === end ? [end2, end2] : [from, end2] };
}

/** Puts a mark on what is selected, or takes it off where it has it. */
export function marked(text: string, start: number, end: number, mark: Mark): Change {
  if (mark === "code") return code(text, start, end);
  if (mark === "link") return link(text, start, end);
  if (mark === "list" || mark === "quote") return lines(text, start, end, BEFORE[mark]);
  return around(text, start, end, AROUND[mark]);
}

/** Breaks the line at the caret: a list goes on with its next item, and ends where an item is empty. */
export function broken(text: string, caret: number): Change {
  const from = text.lastIndexOf("\n", caret - 1) + 1;
  const line = text.slice(from, caret);
  const [sign, space, number] = /^(\s*)(?:[-*+]|(\d{1,6})[.)])\s+/u.exec(line) ?? [];
  if (sign === undefined) return { from: caret, to: caret, insert: "\n", select: [caret + 1, caret + 1] };
  if (line === sign) return { from, to: caret, insert: "", select: [from, from] };
  const next = number === undefined ? sign : `${space ?? ""}${String(Number(number) + 1)}${sign.trim().slice(number.length)} `;
  const insert = `\n${next}`;
  return { from: caret, to: caret, insert, select: [caret + insert.length, caret + insert.length] };
}
