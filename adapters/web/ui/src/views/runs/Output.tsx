import type { ReactNode } from "react";

import type { Run } from "../../api/runs";
import { sizeWords } from "../../lib/format";
import { Markdown } from "../../parts/Markdown";
import { Data } from "../../parts/proposal/Data";
import { Json } from "./Json";
import { isFile, kindOf, outputsOf, type RunOutput, sizeOf } from "./words";

function Value({ one }: { one: RunOutput }): ReactNode {
  if (isFile(one)) return <p className="run-preview"><a href={one.storage_ref_url} download>Save the file</a></p>;
  const kind = kindOf(one);
  if (kind === "markdown") return <Markdown text={String(one.value)} />;
  return kind === "text" ? <p className="run-preview">{String(one.value)}</p> : <Json value={one.value} label={one.key_name} />;
}

/** What came of a run: its outputs by their keys, each to be opened; and what went in. */
export function Output({ run }: { run: Run }): ReactNode {
  const hasInput = Object.keys(run.input_params_resolved_json).length > 0;
  const outputs = outputsOf(run.output_data_json);
  return (
    <>
      {run.output_preview_text || outputs.length > 0 ? (
        <section aria-labelledby="output">
          <h2 id="output">Outputs</h2>
          {run.output_preview_text ? <p className="run-preview">{run.output_preview_text}</p> : null}
          {outputs.length > 0 ? (
            <div className="run-outputs">
              {outputs.map((one, at) => (
                <details key={one.key_name} open={at === 0}>
                  <summary><code className="cut">{one.key_name}</code><span>{kindOf(one)}, {sizeWords(sizeOf(one))}</span></summary>
                  <div><Value one={one} /></div>
                </details>
              ))}
            </div>
          ) : null}
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
