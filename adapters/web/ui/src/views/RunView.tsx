import "../styles/run.css";

import { ChevronRight, Square } from "lucide-react";
import { Fragment, type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { Link, useOutletContext, useParams } from "react-router";

import { useWho } from "../api/members";
import { useAgents, useChannels } from "../api/queries";
import { type Run, useCancel, useRun } from "../api/runs";
import { hasSingleKeys, isWriting } from "../lib/keys";
import { useNow } from "../lib/media";
import { duration, moment } from "../lib/times";
import { sentence } from "../lib/words";
import { Button, Icon } from "../parts/Basics";
import { Notice } from "../parts/Notice";
import { ListBones, Page } from "./Page";
import { Output } from "./runs/Output";
import { Fault, Question, Replay, WouldDo } from "./runs/Parts";
import { StepTable } from "./runs/Steps";
import { costWords, lasted, shortId, spent, stateOfRun, triggerWords } from "./runs/words";
import type { Shell } from "./WorkspaceShell";

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** The channel a run came from, where its origin says so and one can read it. */
function From({ run, shell }: { run: Run; shell: Shell }): ReactNode {
  const channels = useChannels(shell.workspace.id).data;
  const origin = run.origin_json;
  const channel = channels?.find((one) => one.id === origin?.channel_id);
  if (channel === undefined) return null;
  const message = origin?.message_id ? `?m=${origin.message_id}` : "";
  return <Fact name="From"><Link to={`/w/${shell.workspace.id}/c/${channel.id}${message}`}>{channel.type === "dm" ? channel.name : `#${channel.name}`}</Link></Fact>;
}

/** The runs it asked for, or was asked for by. */
function Kin({ name, runIds, workspaceId }: { name: string; runIds: readonly string[]; workspaceId: string }): ReactNode {
  if (runIds.length === 0) return null;
  return <Fact name={name}>{runIds.map((one, at) => <Fragment key={one}>{at > 0 ? " " : ""}<Link to={`/w/${workspaceId}/runs/${one}`}><code>{shortId(one)}</code></Link></Fragment>)}</Fact>;
}

function Facts({ run, shell }: { run: Run; shell: Shell }): ReactNode {
  const whoIs = useWho(shell.workspace.id);
  const now = new Date(useNow(1_000));
  const took = lasted(run, now);
  const who = run.triggered_by_user_id === null ? triggerWords(run.trigger_type) : whoIs(run.triggered_by_user_id);
  const { tokens, micros } = spent(run.steps);
  const working = run.steps.reduce((sum, step) => sum + step.duration_us, 0) / 1_000;
  return (
    <dl className="run-facts">
      <Fact name="Started by">{who}</Fact>
      <From run={run} shell={shell} />
      <Kin name="Asked by run" runIds={run.parent_run_id ? [run.parent_run_id] : []} workspaceId={shell.workspace.id} />
      <Kin name="Asked for runs" runIds={run.asked_run_ids_array ?? []} workspaceId={shell.workspace.id} />
      <Fact name="Started"><time dateTime={run.start_time ?? run.created_at}>{moment(new Date(run.start_time ?? run.created_at), now)}</time></Fact>
      <Fact name="Took">{took === null ? "–" : duration(took)}</Fact>
      {run.steps.length > 0 ? <Fact name="Working">{duration(working)}</Fact> : null}
      {tokens === null ? null : <Fact name="Tokens">{tokens.toLocaleString()}</Fact>}
      {micros === null ? null : <Fact name="Cost">{costWords(micros)}</Fact>}
      {run.attempt > 1 ? <Fact name="Tries">{run.attempt.toLocaleString()}</Fact> : null}
    </dl>
  );
}

/** J and K walk the steps. */
function useStepKeys(isOn: boolean, step: (by: 1 | -1) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (!isOn || (key !== "j" && key !== "k") || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    event.preventDefault();
    step(key === "j" ? 1 : -1);
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => { removeEventListener("keydown", press); };
  }, []);
}

function Loaded({ run, shell }: { run: Run; shell: Shell }): ReactNode {
  const [chosen, choose] = useState<number | null>(null);
  const isOver = stateOfRun(run).isOver;
  useStepKeys(hasSingleKeys(shell.me), (by) => {
    if (run.steps.length === 0) return;
    choose((old) => Math.max(0, Math.min(run.steps.length - 1, old === null ? 0 : old + by)));
  });
  return (
    <>
      <Facts run={run} shell={shell} />
      <Question run={run} workspaceId={shell.workspace.id} />
      {run.error_details_json ? <Fault details={run.error_details_json} /> : null}
      <WouldDo run={run} />
      <section aria-labelledby="steps">
        <h2 id="steps">Steps</h2>
        {run.steps.length > 0 ? <StepTable steps={run.steps} chosen={chosen} choose={choose} /> : (
          <p className="none">{isOver ? "An owner or admin sees the steps of a run." : "Steps stand here as they are done."}</p>
        )}
      </section>
      <Output run={run} />
      {isOver && run.steps.length > 0 ? <Replay run={run} /> : null}
    </>
  );
}

function Stop({ run }: { run: Run }): ReactNode {
  const cancel = useCancel(run.run_id);
  if (stateOfRun(run).isOver) return null;
  return (
    <>
      {cancel.error ? <span className="fault" role="alert">{sentence(cancel.error)}</span> : null}
      <Button small busy={cancel.isPending} onClick={() => { cancel.mutate(undefined); }}><Icon of={Square} size={14} />Stop</Button>
    </>
  );
}

/** Where one is; the run's own name comes once the one before it is known, so that it does not move. */
function Head({ run, isPending, runId, shell, all }: { run: Run | undefined; isPending: boolean; runId: string; shell: Shell; all: string }): ReactNode {
  const agents = useAgents(shell.workspace.id);
  const agent = agents.data?.find((one) => one.id === run?.agent_configuration_id);
  const state = run ? stateOfRun(run) : null;
  return (
    <nav className="crumbs" aria-label="Where this is">
      <Link to={all}>Runs</Link>
      <Icon of={ChevronRight} size={14} />
      {agent ? <><Link className="cut" to={`/w/${shell.workspace.id}/agents/${agent.id}`}>{agent.name}</Link><Icon of={ChevronRight} size={14} /></> : null}
      {isPending || agents.isLoading ? null : <h1><code>{shortId(runId)}</code></h1>}
      {state ? <span className={`tag ${state.tone}`} role="status">{state.word}</span> : null}
      {run?.is_preview ? <span className="tag">Preview</span> : null}
    </nav>
  );
}

/** One run: its state, what started it, its steps with their times, what came of it. It follows the server while it runs. */
export default function RunView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { runId = "" } = useParams();
  const found = useRun(runId);
  const run = found.data;
  const all = `/w/${shell.workspace.id}/runs`;
  return (
    <Page shell={shell} title={`Run ${shortId(runId)}`} head={<Head run={run} isPending={found.isPending} runId={runId} shell={shell} all={all} />} back={{ to: all, label: "Back to the runs" }} actions={run ? <Stop run={run} /> : null}>
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="wide-column run">
          {run ? <Loaded run={run} shell={shell} /> : null}
          {!run && found.error === null ? <ListBones /> : null}
          {!run && found.error ? (
            <Notice title="This run could not be loaded" why={found.error} busy={found.isFetching} retry={() => void found.refetch()}><Link className="button" to={all}>All runs</Link></Notice>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
