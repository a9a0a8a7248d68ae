import { CircleCheck } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";

import type { RunStep } from "../../api/runs";
import { clock } from "../../lib/format";
import { duration } from "../../lib/times";
import { Icon } from "../../parts/Basics";
import { Json } from "./Json";
import { bars, costWords, spent, stepName } from "./words";

/** What is known of a step beside its time. */
function Detail({ step }: { step: RunStep }): ReactNode {
  const at = new Date(step.started_at);
  return (
    <div className="step-out">
      <dl className="step-facts">
        <div><dt>Began</dt><dd><time dateTime={step.started_at}>{clock(at)}</time></dd></div>
        <div><dt>Took</dt><dd>{duration(step.duration_us / 1_000)}</dd></div>
        {step.tokens === null ? null : <div><dt>Tokens</dt><dd>{step.tokens.toLocaleString()}</dd></div>}
        {step.cost_micros === null ? null : <div><dt>Cost</dt><dd>{costWords(step.cost_micros)}</dd></div>}
      </dl>
      <h3>Came out</h3>
      <Json value={step.output_json} label={`What came out of ${stepName(step.name)}`} />
    </div>
  );
}

interface StepsProps {
  steps: readonly RunStep[];
  chosen: number | null;
  choose: (at: number | null) => void;
}

/**
 * Each step with its share of the working time, and where models were asked what that took; a pressed one shows what came
 * out of it. A second try of a run is said.
 */
export function StepTable({ steps, chosen, choose }: StepsProps): ReactNode {
  const { bars: all, total } = bars(steps);
  const hasTries = new Set(steps.map((step) => step.attempt)).size > 1;
  const { tokens, micros } = spent(steps);
  const hasCosts = tokens !== null || micros !== null;
  return (
    <div className={hasCosts ? "steps costly" : "steps"} role="group" aria-label={`${String(steps.length)} steps, ${duration(total)} of work`}>
      <p className="steps-scale" aria-hidden="true">
        <span /><span className="scale"><span>0 s</span><span>working time, waits left out</span><span>{duration(total)}</span></span><span className="number">Time</span>
        {hasCosts ? <><span className="number">Tokens</span><span className="number">Cost</span></> : null}
      </p>
      <ol>
        {all.map(({ step, start, width }, at) => (
          <li key={`${String(step.attempt)}-${String(step.number)}-${step.name}`} className={at === chosen ? "step chosen" : "step"}>
            <button type="button" className="step-row" aria-expanded={at === chosen} onClick={() => { choose(at === chosen ? null : at); }}>
              <span className="step-glyph"><Icon of={CircleCheck} /></span>
              <span className="cut">{stepName(step.name)}{hasTries ? <span className="step-try"> try {step.attempt}</span> : null}</span>
              <span className="step-track" aria-hidden="true"><span className="step-bar" style={{ "--start": `${String(start)}%`, "--width": `${String(width)}%` } as CSSProperties} /></span>
              <span className="number">{duration(step.duration_us / 1_000)}</span>
              {hasCosts ? <><span className="number step-tokens">{step.tokens?.toLocaleString() ?? ""}</span><span className="number step-cost">{step.cost_micros === null ? "" : costWords(step.cost_micros)}</span></> : null}
            </button>
            {at === chosen ? <Detail step={step} /> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
