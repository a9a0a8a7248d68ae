import type { ReactNode } from "react";

import { Button } from "../parts/Basics";
import { useLasting } from "../lib/media";

const LONG = 10_000;

/** Widths in percent of the lines of each message to come; a card is an agent's. */
const SHAPES: { lines: number[]; card?: boolean }[] = [
  { lines: [62] }, { lines: [74, 38] }, { lines: [48] }, { lines: [92, 88, 64], card: true },
  { lines: [70, 52] }, { lines: [44] }, { lines: [58] }, { lines: [66, 30] },
];

/** Messages in the shape they will have, shown once they take longer than a moment. */
export function MessageBones({ onStop }: { onStop?: () => void }): ReactNode {
  const long = useLasting(onStop !== undefined, LONG, 0);
  return (
    <div className="list">
      <div className="column bones" role="status" aria-busy="true">
        <span className="unseen">Reading the messages</span>
        {SHAPES.map(({ lines, card = false }, at) => (
          <div className="message" key={at} aria-hidden="true">
            <span className={card ? "bone face square" : "bone face"} />
            <div className="message-main">
              <span className="bone name" />
              <div className={card ? "card bone-card" : undefined}>
                {lines.map((width, line) => <span className="bone line" key={line} style={{ width: `${String(width)}%` }} />)}
              </div>
            </div>
          </div>
        ))}
        {long && onStop ? (
          <p className="slow">
            The server is taking long to read the messages. They are safe.
            <Button small onClick={onStop}>Stop waiting</Button>
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** Rows of the sidebar to come. */
export function RowBones({ rows }: { rows: number }): ReactNode {
  return (
    <div className="bones-rows" aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        <div className="row" key={at}><span className={`bone w-${String((at % 3) + 1)}`} /></div>
      ))}
    </div>
  );
}

/** The workspace before anything of it is known. */
export function ShellBones(): ReactNode {
  return (
    <div className="shell beside waiting-shell">
      <div className="side" aria-hidden="true">
        <div className="bar-space" />
        <div className="side-scroll"><RowBones rows={5} /></div>
      </div>
      <main className="main"><h1 className="unseen">Opening the workspace</h1><div className="bar" /><MessageBones /></main>
    </div>
  );
}
