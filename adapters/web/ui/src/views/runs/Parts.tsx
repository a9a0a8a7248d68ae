import { CircleCheck, TriangleAlert } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";

import type { Run, RunStep } from "../../api/runs";
import { duration } from "../../lib/times";
import { Icon } from "../../parts/Basics";
import { Data } from "../../parts/proposal/Data";
import { bars, stepName } from "./words";

function Json({ value, label }: { value: unknown; label: string }): ReactNode {
  return <pre className="json" tabIndex={0} aria-label={label}>{JSON.stringify(value, null, 2)}</pre>;
}

interface StepsProps {
  steps: readonly RunStep[];
  chosen: number | null;
  choose: (at: number | null) => void;
}

/** Each step with its share of the working time; a pressed one shows what came out of it. A second try of a run is said. */
export function StepTable({ steps, chosen, choose }: StepsProps): ReactNode {
  const { bars: all, total } = bars(steps);
  const hasTries = new Set(steps.map((step) => step.attempt)).size > 1;
  return (
    <div className="steps" role="group" aria-label={`${String(steps.length)} steps, ${duration(total)} of work`}>
      <p className="steps-scale" aria-hidden="true"><span /><span className="scale"><span>0 s</span><span>working time, waits left out</span><span>{duration(total)}</span></span><span className="number">Time</span></p>
      <ol>
        {all.map(({ step, start, width }, at) => (
          <li key={`${String(step.attempt)}-${String(step.number)}`} className={at === chosen ? "step chosen" : "step"}>
            <button type="button" className="step-row" aria-expanded={at === chosen} onClick={() => { choose(at === chosen ? null : at); }}>
              <span className="step-glyph"><Icon of={CircleCheck} /></span>
              <span className="cut">{stepName(step.name)}{hasTries ? <span className="step-try"> try {step.attempt}</span> : null}</span>
              <span className="step-track" aria-hidden="true"><span className="step-bar" style={{ "--start": `${String(start)}%`, "--width": `${String(width)}%` } as CSSProperties} /></span>
              <span className="number">{duration(step.duration_us / 1_000)}</span>
            </button>
            {at === chosen ? <div className="step-out"><h3>Came out</h3><Json value={step.output_json} label={`What came out of ${stepName(step.name)}`} /></div> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

const words = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** Why it failed, in its own words, with its code and for who may see it the trace. */
export function Fault({ details }: { details: Record<string, unknown> }): ReactNode {
  const trace = words(details.stack_trace_text);
  const code = words(details.error_code) ?? words(details.code);
  return (
    <section className="run-fault" aria-label="Why it failed">
      <Icon of={TriangleAlert} />
      <div>
        <p>{words(details.message_text) ?? words(details.error_message) ?? words(details.message) ?? "It ended with an error."}</p>
        {code ? <p className="reference"><code>{code}</code></p> : null}
        {trace ? <details className="data"><summary>Trace</summary><pre tabIndex={0}>{trace}</pre></details> : null}
      </div>
    </section>
  );
}

/** What went in and what came of it. */
export function Output({ run }: { run: Run }): ReactNode {
  const hasInput = Object.keys(run.input_params_resolved_json).length > 0;
  const output = run.output_data_json;
  return (
    <>
      {run.output_preview_text || output ? (
        <section aria-labelledby="output">
          <h2 id="output">Outputs</h2>
          {run.output_preview_text ? <p className="run-preview">{run.output_preview_text}</p> : null}
          {output ? <div className="run-data"><Data data={output} /></div> : null}
        </section>
      ) : null}
      {hasInput ? (
        <section aria-labelledby="input">
          <h2 id="input">Inputs</h2>
          <div className="run-data"><Data data={run.input_params_resolved_json} /></div>
        </section>
      ) : null}
    </>
  );
}
