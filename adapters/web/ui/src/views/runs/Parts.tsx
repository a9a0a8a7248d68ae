import { ArrowRight, CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { useQuestionOf } from "../../api/proposals";
import type { Run } from "../../api/runs";
import { CopyLine } from "../../parts/CopyLine";
import { Icon } from "../../parts/Basics";
import { Json } from "./Json";
import { replayCommand } from "./words";

const words = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** Why it failed, in its own words, with its code and for who may see it the trace. */
export function Fault({ details }: { details: Record<string, unknown> }): ReactNode {
  const trace = words(details.stack_trace_text);
  const code = words(details.error_code) ?? words(details.code);
  return (
    <section className="run-fault" aria-label="Why it failed">
      <Icon of={TriangleAlert} />
      <div>
        <p>{words(details.error_message_text) ?? words(details.message_text) ?? words(details.error_message) ?? words(details.message) ?? "It ended with an error."}</p>
        {code ? <p className="reference"><code>{code}</code></p> : null}
        {trace ? <details className="data"><summary>Trace</summary><pre tabIndex={0}>{trace}</pre></details> : null}
      </div>
    </section>
  );
}

/** That a run has asked something, and the way to where that is decided. */
export function Question({ run, workspaceId }: { run: Run; workspaceId: string }): ReactNode {
  const asked = useQuestionOf(workspaceId, run.run_id, run.is_waiting_for_decision === true);
  if (!run.is_waiting_for_decision) return null;
  const to = asked ? `/w/${workspaceId}/c/${asked.channel_id}?m=${asked.message_id}` : `/w/${workspaceId}/approvals`;
  return (
    <section className="run-question" aria-label="What it waits for">
      <Icon of={CircleHelp} />
      <p>It has asked and waits for an answer{asked ? <>: <b>{asked.title_text}</b></> : null}. It goes on by itself once that is decided.</p>
      <Link className="button ink" to={to}>{asked?.may_decide === false ? "See the question" : "Decide"}<Icon of={ArrowRight} size={14} /></Link>
    </section>
  );
}

/** What a preview would have done, in its order; each with what it would have carried. */
export function WouldDo({ run }: { run: Run }): ReactNode {
  if (!run.is_preview || run.would_do_json_array === null) return null;
  const acts = run.would_do_json_array;
  return (
    <section aria-labelledby="would-do">
      <h2 id="would-do">What it would have done</h2>
      <p className="run-note">This was a preview. Nothing of this was sent, posted, asked or kept.</p>
      {acts.length === 0 ? <p className="none">Nothing: it only reads.</p> : (
        <div className="run-outputs">
          {acts.map((one, at) => (
            <details key={at}>
              <summary><span className="cut">{one.text}</span><span>{one.kind}</span></summary>
              <div>{one.data_json === null ? <p className="none">Too much to keep.</p> : <Json value={one.data_json} label={one.text} />}</div>
            </details>
          ))}
        </div>
      )}
    </section>
  );
}

/** How a run is gone through again without asking anybody or anything. */
export function Replay({ run }: { run: Run }): ReactNode {
  return (
    <section aria-labelledby="replay">
      <h2 id="replay">Replay</h2>
      <p className="run-note">On the server this repeats the run from what it read and names the first step that comes out otherwise. It sends, posts and costs nothing.</p>
      <CopyLine text={replayCommand(run.run_id)} label="the command" />
    </section>
  );
}
