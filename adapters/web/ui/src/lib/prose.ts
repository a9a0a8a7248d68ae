/** Marks around words; those of underscores stand at the edge of a word. */
const AROUND = [/(\*\*|~~|[*`])(?=\S)(.+?)(?<=\S)\1/gsu, /(?<![\p{L}\p{N}_])(__?)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}_])/gsu];

/** A message's text in one line as it would be read out: without its marks. */
export function prose(text: string): string {
  let bare = text
    .replaceAll(/^[ \t]*```.*$/gmu, "")
    .replaceAll(/^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/gmu, "")
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\s]*\)/gu, "$1")
    .replaceAll(/@"([^"\n]+)"/gu, "@$1");
  // Twice: one may stand in another.
  for (const marks of [...AROUND, ...AROUND]) bare = bare.replaceAll(marks, "$2");
  return bare.replaceAll(/\s+/gu, " ").trim();
}
