import type { Mention } from "../api/types";

/** A node of a text's tree, of markdown (mdast) or of what is shown (hast): as much of both as is looked at here. */
export interface Node {
  type: string;
  value?: string;
  url?: string;
  alt?: string | null;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

type Plugin = () => (tree: Node) => void;

/** HTML that somebody typed is shown as they typed it: nothing of it is run, and nothing of it is lost. */
export const htmlAsText: Plugin = () => {
  const read = (node: Node): void => {
    node.children = node.children?.map((child) => {
      if (child.type !== "html") return child;
      const text: Node = { type: "text", value: child.value ?? "" };
      return node.type === "paragraph" ? text : { type: "paragraph", children: [text] };
    }) as Node[];
    node.children?.forEach(read);
  };
  return read;
};

/** A picture from elsewhere would tell its server who reads this: it is a link that somebody may follow. */
export const imageAsLink: Plugin = () => {
  const read = (node: Node): void => {
    if (node.type === "image") {
      node.children = [{ type: "text", value: node.alt || node.url || "Picture" }];
      node.type = "link";
    }
    node.children?.forEach(read);
  };
  return read;
};

const LITERAL: ReadonlySet<string> = new Set(["code", "pre", "a"]);

/** What takes the place of some words of a text. */
interface Sign {
  readonly text: string;
  readonly node: () => Node;
}

function shownAs(mention: Mention, myId: string | undefined): Node {
  const isMine = mention.type === "channel" || (mention.type === "user" && mention.id === myId);
  return { type: "element", tagName: "span", properties: { className: ["mention", ...(isMine ? ["me"] : [])] }, children: [{ type: "text", value: `@${mention.name}` }] };
}

function cut(text: string, signs: readonly Sign[]): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < text.length; ) {
    const next = signs.map((one) => ({ one, from: text.indexOf(one.text, at) })).filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from || b.one.text.length - a.one.text.length)[0];
    if (next === undefined) return [...nodes, { type: "text", value: text.slice(at) }];
    if (next.from > at) nodes.push({ type: "text", value: text.slice(at, next.from) });
    nodes.push(next.one.node());
    at = next.from + next.one.text.length;
  }
  return nodes;
}

/** Marks the mentions that the server found in a text, wherever they are not code or the words of a link. */
export function markMentions(mentions: readonly Mention[], myId: string | undefined): Plugin {
  const signs = mentions.filter((one) => one.text !== "").map((one) => ({ text: one.text, node: () => shownAs(one, myId) }));
  return () => {
    const read = (node: Node): void => {
      if (node.children === undefined || LITERAL.has(node.tagName ?? "")) return;
      node.children.forEach(read);
      node.children = node.children.flatMap((child) => (child.type === "text" ? cut(child.value ?? "", signs) : [child]));
    };
    return read;
  };
}

/** Marks the words that were looked for, wherever they stand. */
export function markFound(words: readonly string[]): Plugin {
  const signs = words.filter((one) => one !== "").map((text) => ({ text, node: (): Node => ({ type: "element", tagName: "mark", properties: {}, children: [{ type: "text", value: text }] }) }));
  return () => {
    const read = (node: Node): void => {
      if (node.children === undefined) return;
      node.children.forEach(read);
      node.children = node.children.flatMap((child) => (child.type === "text" ? cut(child.value ?? "", signs) : [child]));
    };
    return read;
  };
}

/** Whether a text is a few emoji and nothing else. */
export function isEmojiOnly(text: string): boolean {
  const bare = text.replace(/\s/gu, "");
  if (bare === "" || bare.length > 40 || !/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(bare)) return false;
  return /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3)(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*){1,6}$/u.test(bare);
}

/** The languages of a text's blocks of code, if any is named. */
export function hasLanguage(text: string): boolean {
  return /^ {0,3}(?:```|~~~)[ \t]*[a-z0-9+#-]+/imu.test(text);
}

const MOST_LETTERS = 4_000;
const MOST_LINES = 60;

/** The beginning of a text that is too long to be read in passing; null where it is not. A block of code is closed. */
export function beginningOf(text: string): string | null {
  const lines = text.split("\n");
  if (text.length <= MOST_LETTERS + 500 && lines.length <= MOST_LINES + 20) return null;
  const start = lines.slice(0, MOST_LINES).join("\n").slice(0, MOST_LETTERS);
  // A word that is cut is let go, unless it has no end.
  const end = start.length < MOST_LETTERS ? start.length : Math.max(start.lastIndexOf("\n"), start.lastIndexOf(" "));
  const kept = end < start.length - 200 ? start : start.slice(0, end);
  const fences = kept.match(/^ {0,3}```/gmu)?.length ?? 0;
  return fences % 2 === 1 ? `${kept}\n\`\`\`` : kept;
}

/** The place in a workspace of this installation that a link leads to; null for one that leads anywhere else. */
export function placeInside(href: string, origin: string): string | null {
  const path = href.startsWith(origin) ? href.slice(origin.length) : href;
  return path.startsWith("/w/") ? path : null;
}
