import { Check, Clock, Minus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import type { Change, Proposal } from "../../api/proposals";
import { count } from "../../lib/words";
import { Icon } from "../Basics";
import { Data } from "./Data";
import { valueWords } from "./data";
import type { Verdict } from "./words";

const GLYPH = { yes: Check, no: Minus, over: Clock } as const;

function Changes({ changes }: { changes: readonly Change[] }): ReactNode {
  const now = new Date();
  return (
    <ul className="diff">
      {changes.map((one) => (
        <li key={one.field}>
          <code>{one.field}</code>
          <span className="diff-type">{one.type}</span>
          <span className="diff-values">
            <del><span className="unseen">from </span>{valueWords(one.old, now)}</del>
            <ins><span className="unseen">to </span>{valueWords(one.new, now)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What came of it. */
function Done({ proposal, workspaceId }: { proposal: Proposal; workspaceId: string }): ReactNode {
  if (!proposal.outcome_text) return null;
  return (
    <div className="verdict done">
      <span className="verdict-glyph"><Icon of={Check} size={14} /></span>
      <p>{proposal.outcome_text}</p>
      {proposal.run_id ? <Link className="verdict-link" to={`/w/${workspaceId}/runs/${proposal.run_id}`}>Open run</Link> : null}
    </div>
  );
}

/** The data and what was changed of it, folded. */
function Details({ proposal }: { proposal: Proposal }): ReactNode {
  const [open, setOpen] = useState(false);
  const changes = proposal.decision?.changes ?? [];
  if (Object.keys(proposal.data_json).length === 0 && changes.length === 0) return null;
  const words = changes.length > 0 ? `Show details and ${count(changes.length, "change")}` : "Show details";
  return (
    <>
      <div className="proposal-more">
        <button type="button" className="link" aria-expanded={open} onClick={() => { setOpen(!open); }}>{open ? "Hide details" : words}</button>
      </div>
      {open && changes.length > 0 ? <div className="diff-part"><Changes changes={changes} /></div> : null}
      {open ? <Data data={proposal.data_json} /> : null}
    </>
  );
}

/** How it ended and by whom, then what came of it; the data folds to "Show details". */
export function Outcome({ proposal, verdict, late, workspaceId }: { proposal: Proposal; verdict: Verdict; late: string | null; workspaceId: string }): ReactNode {
  return (
    <>
      {late ? <div className="verdict late"><span className="verdict-glyph"><Icon of={Clock} size={14} /></span><p>{late}</p></div> : null}
      <div className={`verdict ${verdict.tone}`}>
        <span className="verdict-glyph"><Icon of={GLYPH[verdict.tone]} size={14} /></span>
        <div>
          <p>{verdict.title}</p>
          {verdict.under ? <p className="verdict-under">{verdict.under}</p> : null}
        </div>
      </div>
      <Done proposal={proposal} workspaceId={workspaceId} />
      <Details proposal={proposal} />
    </>
  );
}
