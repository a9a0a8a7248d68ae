import { memo, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/** Text, lists, code, links and tables. No pictures from elsewhere, no headings larger than the text, no raw HTML. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["img", "picture", "source", "details", "summary"].includes(name)),
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"] },
};

interface Node {
  type: string;
  value?: string;
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

/** A message's text, read as GitHub's markdown and sanitised. A line break stays one. */
export const Markdown = memo(function Markdown({ text }: { text: string }): ReactNode {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm, htmlAsText]} rehypePlugins={[[rehypeSanitize, schema]]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
