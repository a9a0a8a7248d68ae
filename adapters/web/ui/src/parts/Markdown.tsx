import { memo, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";

import type { Mention } from "../api/types";

/** Text, lists, code, links and tables. No pictures from elsewhere, no headings larger than the text, no raw HTML. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["img", "picture", "source", "details", "summary"].includes(name)),
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"] },
};

interface Node {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** HTML that somebody typed is shown as they typed it: nothing of it is run, and nothing of it is lost. */
function htmlAsText() {
  const read = (node: Node): void => {
    node.children = node.children?.map((child) => {
      if (child.type !== "html") return child;
      const text: Node = { type: "text", value: child.value ?? "" };
      return node.type === "paragraph" ? text : { type: "paragraph", children: [text] };
    }) as Node[];
    node.children?.forEach(read);
  };
  return read;
}

const heading: NonNullable<Components["h1"]> = ({ children }) => <p className="md-heading">{children}</p>;

const components: Components = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  // An address that was not safe is gone: its words stay.
  a: ({ href, children }) =>
    href === undefined ? children : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  input: ({ checked }) => <input type="checkbox" disabled checked={checked === true} aria-label={checked === true ? "Done" : "To do"} />,
  // Long lines scroll, and the keyboard must reach what scrolls.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    <div className="md-table" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};

/** Names nobody: code and links keep what was typed, and a name that is marked stays as it is. */
const NOT_IN = new Set(["code", "pre", "a", "span"]);

/** The text in pieces: what is said, and whom it names. */
function pieces(text: string, mentions: readonly Mention[]): (string | Mention)[] {
  const found: (string | Mention)[] = [];
  let rest = text;
  while (rest !== "") {
    const places = mentions.map((mention) => ({ mention, at: rest.indexOf(mention.text) })).filter((one) => one.at >= 0);
    const next = places.sort((one, other) => one.at - other.at || other.mention.text.length - one.mention.text.length)[0];
    if (next === undefined) break;
    if (next.at > 0) found.push(rest.slice(0, next.at));
    found.push(next.mention);
    rest = rest.slice(next.at + next.mention.text.length);
  }
  return rest === "" ? found : [...found, rest];
}

/** Marks whom the text names, after everything else was made safe. The whole channel is me too. */
function markMentions({ mentions, myId }: { mentions: readonly Mention[]; myId: string }) {
  const read = (node: Node): void => {
    if (NOT_IN.has(node.tagName ?? "")) return;
    node.children = node.children?.flatMap((child) => {
      if (child.type !== "text") return child;
      return pieces(child.value ?? "", mentions).map((piece): Node => {
        if (typeof piece === "string") return { type: "text", value: piece };
        const isMe = piece.type === "channel" || piece.id === myId;
        return { type: "element", tagName: "span", properties: { className: ["mention", ...(isMe ? ["me"] : [])] }, children: [{ type: "text", value: `@${piece.name}` }] };
      });
    }) as Node[];
    node.children?.forEach(read);
  };
  return read;
}

const NONE: readonly Mention[] = [];

/** A message's text, read as GitHub's markdown and sanitised. A line break stays one; whom it names is marked. */
export const Markdown = memo(function Markdown({ text, mentions = NONE, myId = "" }: { text: string; mentions?: readonly Mention[] | undefined; myId?: string }): ReactNode {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm, htmlAsText]} components={components}
        rehypePlugins={[[rehypeSanitize, schema], ...(mentions.length > 0 ? [[markMentions, { mentions, myId }] as [typeof markMentions, Parameters<typeof markMentions>[0]]] : [])]}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
