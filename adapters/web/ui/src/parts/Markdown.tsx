import { memo, type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import ReactMarkdown, { type Components, type Options } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import { Link } from "react-router";
import remarkGfm from "remark-gfm";

import type { Mention } from "../api/types";
import { beginningOf, hasLanguage, htmlAsText, imageAsLink, isEmojiOnly, markFound, markMentions, placeInside } from "./markdown";

/** Text, lists, code, links and tables. No pictures from elsewhere, no headings larger than the text, no raw HTML. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["img", "picture", "source", "details", "summary"].includes(name)),
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"] },
};

const heading: NonNullable<Components["h1"]> = ({ children }) => <p className="md-heading">{children}</p>;

const components: Components = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  // An address that was not safe is gone: its words stay. One of a place in here is gone to in this window.
  a: ({ href, children }) => {
    if (href === undefined) return children;
    const inside = placeInside(href, location.origin);
    return inside !== null ? <Link to={inside}>{children}</Link> : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  },
  input: ({ checked }) => <input type="checkbox" disabled checked={checked === true} aria-label={checked === true ? "Done" : "To do"} />,
  // Long lines scroll, and the keyboard must reach what scrolls.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  td: ({ children, style }) => <td style={style} className={typeof children === "string" && FIGURES.test(children) ? "figures" : undefined}>{children}</td>,
  table: ({ children }) => (
    <div className="md-table" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};

/** A number, an amount, a day or a time. */
const FIGURES = /^[\s\d.,:/%+\-–−€$£¥]+$/u;

type Plugins = NonNullable<Options["rehypePlugins"]>;

let coloured: Plugins | null = null;
const watchers = new Set<() => void>();

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The colouring of code, once it is loaded. Code has the same box before and after. */
function useColours(isWanted: boolean): Plugins {
  const plugins = useSyncExternalStore(watch, () => coloured);
  useEffect(() => {
    if (!isWanted || coloured !== null) return;
    import("./highlight").then(
      (found) => {
        coloured = [[found.default, { detect: false }]];
        for (const watcher of watchers) watcher();
      },
      () => undefined,
    );
  }, [isWanted]);
  return isWanted ? (plugins ?? NONE) : NONE;
}

const NONE: Plugins = [];

interface MarkdownProps {
  text: string;
  /** What the server found in it, each as it was typed. */
  mentions?: readonly Mention[] | undefined;
  myId?: string | undefined;
  /** Words of it that were looked for. */
  found?: readonly string[] | undefined;
}

/** A message's text, read as GitHub's markdown and sanitised. A line break stays one. */
export const Markdown = memo(function Markdown({ text, mentions, myId, found }: MarkdownProps): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const beginning = useMemo(() => (isWhole ? null : beginningOf(text)), [isWhole, text]);
  const shown = beginning ?? text;
  const colours = useColours(hasLanguage(shown));
  const rehypePlugins = useMemo<Plugins>(
    () => [[rehypeSanitize, schema], ...(mentions?.length ? [markMentions(mentions, myId)] : []), ...colours, ...(found?.length ? [markFound(found)] : [])],
    [mentions, myId, colours, found],
  );
  return (
    <div className={isEmojiOnly(text) ? "prose emoji-only" : "prose"}>
      <ReactMarkdown remarkPlugins={[remarkGfm, htmlAsText, imageAsLink]} rehypePlugins={rehypePlugins} components={components}>
        {shown}
      </ReactMarkdown>
      {beginning === null ? null : (
        <button type="button" className="link" onClick={() => { setWhole(true); }}>Show all of it, {text.length.toLocaleString()} characters</button>
      )}
    </div>
  );
});
