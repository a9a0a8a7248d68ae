/** What is being written at the caret that a list can complete. */
export interface Trigger {
  readonly kind: "command" | "mention" | "emoji";
  /** Where it begins: at its `/`, `@` or `:`. */
  readonly from: number;
  /** What was written of it so far, without that sign. */
  readonly query: string;
}

const LONGEST_MENTION = 60;
/** A name in quotes may have spaces; without them it ends at the first one. */
const MENTION = /(?:^|[\s([{"'])@(?:"([^"\n]*)|([\p{L}\p{N}_.-]*))$/u;
const EMOJI = /(?:^|[\s([{])(:[a-z0-9_+-]{2,}:?)$/iu;

/** Whether the end of `before` stands in a fenced block. */
export function isInFence(before: string): boolean {
  return (before.match(/^ {0,3}```/gmu)?.length ?? 0) % 2 === 1;
}

/** Whether the end of `before` stands in a fenced block or between two marks of inline code. */
export function isInCode(before: string): boolean {
  if (isInFence(before)) return true;
  const paragraph = before.slice(before.lastIndexOf("\n\n") + 1).replace(/^ {0,3}```.*$/gmu, "");
  return (paragraph.match(/`/gu)?.length ?? 0) % 2 === 1;
}

/** The command, mention or emoji that the caret stands in; null for plain text and for code. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  // Two slashes are text that begins with one, as is one that nothing follows.
  if (/^\/(?![\s/])/u.test(text) && caret > 0) return { kind: "command", from: 0, query: before.slice(1) };
  const mention = MENTION.exec(before.slice(-LONGEST_MENTION - 2));
  if (mention !== null && !isInCode(before)) {
    const query = mention[1] ?? mention[2] ?? "";
    return { kind: "mention", from: caret - query.length - (mention[1] === undefined ? 1 : 2), query };
  }
  const emoji = EMOJI.exec(before.slice(-40))?.[1];
  if (emoji !== undefined && !isInCode(before)) return { kind: "emoji", from: caret - emoji.length, query: emoji.slice(1) };
  return null;
}
