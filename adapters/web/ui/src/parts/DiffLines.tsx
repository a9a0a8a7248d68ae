import "../styles/diff.css";

import { type ReactNode, useMemo } from "react";

import { diffLines, hunks } from "../lib/diff";

const SIGNS = { same: " ", old: "−", new: "+" } as const;
const WORDS = { same: "", old: "Taken out: ", new: "Put in: " } as const;

/** What changed from one text to another, line by line, with a sign and a word beside the colour. */
export function DiffLines({ before, after, label }: { before: string; after: string; label: string }): ReactNode {
  const shown = useMemo(() => hunks(diffLines(before, after)), [before, after]);
  return (
    <div className="diff" tabIndex={0} role="group" aria-label={label}>
      {shown.map((one, at) => (one === null ? <div key={at} className="diff-gap" aria-hidden="true">⋯</div> : (
        <div key={at} className={`diff-line ${one.kind}`}>
          <span className="diff-number" aria-hidden="true">{one.new ?? one.old}</span>
          <span className="diff-sign" aria-hidden="true">{SIGNS[one.kind]}</span>
          <code><span className="unseen">{WORDS[one.kind]}</span>{one.text}</code>
        </div>
      )))}
    </div>
  );
}
