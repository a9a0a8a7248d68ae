import { Play, Sparkles } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { useAgents } from "../../api/queries";
import type { AgentConfiguration } from "../../api/types";
import { useNow } from "../../lib/media";
import { ago, moment } from "../../lib/times";
import { Avatar, Button, Icon } from "../../parts/Basics";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import { stateOf } from "../runs/words";
import type { Shell } from "../WorkspaceShell";
import { RunDialog } from "./RunDialog";
import { stateOfAgent } from "./words";

const LOOK_MS = 30_000;

/** The next moments at which its schedules start it. */
export function NextTimes({ agent, now }: { agent: AgentConfiguration; now: Date }): ReactNode {
  const times = agent.next_fire_times_array ?? [];
  if (times.length === 0) return <span className="quiet">No schedule</span>;
  return <>{times.map((one, at) => <span key={one}>{at > 0 ? ", " : ""}<time dateTime={one}>{moment(new Date(one), now)}</time></span>)}</>;
}

/** How its latest run ended, with the way there. */
export function LastRun({ agent, workspaceId, now }: { agent: AgentConfiguration; workspaceId: string; now: Date }): ReactNode {
  const last = agent.last_run_summary_json;
  if (!last) return <span className="quiet">Not yet</span>;
  const state = stateOf(last.status);
  return <Link to={`/w/${workspaceId}/runs/${last.run_id}`}>{state.word}, <time dateTime={last.timestamp}>{ago(new Date(last.timestamp), now)}</time></Link>;
}

function Row({ agent, shell, now, run }: { agent: AgentConfiguration; shell: Shell; now: Date; run: () => void }): ReactNode {
  const state = stateOfAgent(agent.status);
  return (
    <tr>
      <td>
        <Link className="run-link" to={`/w/${shell.workspace.id}/agents/${agent.id}`}>
          <Avatar id={agent.id} name={agent.name} kind="agent" definitionId={agent.agent_definition_id} size={28} />
          <span className="cut"><bdi>{agent.name}</bdi></span>
        </Link>
      </td>
      <td><span className={`tag ${state.tone}`}>{state.word}</span></td>
      <td className="wide" data-label="Next"><NextTimes agent={agent} now={now} /></td>
      <td className="wide" data-label="Last run"><LastRun agent={agent} workspaceId={shell.workspace.id} now={now} /></td>
      <td className="number wide">{agent.status === "active" ? <Button small aria-label={`Run now: ${agent.name}`} onClick={run}><Icon of={Play} size={14} />Run now</Button> : null}</td>
    </tr>
  );
}

/** The agents that the workspace has set up, each with its state, when it starts next, and what it did last. */
export function OwnAgents({ shell }: { shell: Shell }): ReactNode {
  const agents = useAgents(shell.workspace.id);
  const now = new Date(useNow(LOOK_MS));
  const [asked, ask] = useState<AgentConfiguration | null>(null);
  return (
    <section aria-labelledby="own" className="own-agents">
      <h2 id="own">In this workspace</h2>
      {agents.data === undefined ? (
        agents.error === null ? <ListBones rows={2} /> : <Notice title="The workspace's agents could not be read" why={agents.error} busy={agents.isFetching} retry={() => void agents.refetch()} />
      ) : null}
      {agents.data?.length === 0 ? (
        <Notice title="No agent works here yet" icon={Sparkles} why="Choose one below and press Set up: you see its settings first, and it starts once you save. Every run then stands under Runs." />
      ) : null}
      {agents.data !== undefined && agents.data.length > 0 ? (
        <div className="table-box">
          <table className="table folds">
            <thead><tr><th scope="col">Agent</th><th scope="col">State</th><th scope="col">Starts next</th><th scope="col">Last run</th><th scope="col"><span className="unseen">Run it</span></th></tr></thead>
            <tbody>{agents.data.map((one) => <Row key={one.id} agent={one} shell={shell} now={now} run={() => { ask(one); }} />)}</tbody>
          </table>
        </div>
      ) : null}
      {asked ? <RunDialog agent={asked} workspaceId={shell.workspace.id} onClose={() => { ask(null); }} /> : null}
    </section>
  );
}
