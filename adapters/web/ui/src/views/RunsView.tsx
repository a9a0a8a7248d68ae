import { Activity } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useOutletContext, useSearchParams } from "react-router";

import { useWho } from "../api/members";
import { useAgents } from "../api/queries";
import { type Run, useRuns } from "../api/runs";
import { useNow } from "../lib/media";
import { ago, duration } from "../lib/times";
import { Avatar, Button } from "../parts/Basics";
import { Filter } from "../parts/Fields";
import { Notice } from "../parts/Notice";
import { ListBones, Page } from "./Page";
import { lasted, stateOfRun, triggerWords } from "./runs/words";
import type { Shell } from "./WorkspaceShell";

const LOOK_MS = 10_000;

function Row({ run, shell, now }: { run: Run; shell: Shell; now: Date }): ReactNode {
  const agent = useAgents(shell.workspace.id).data?.find((one) => one.id === run.agent_configuration_id);
  const whoIs = useWho(shell.workspace.id);
  const state = stateOfRun(run);
  const took = lasted(run, now);
  const name = agent?.name ?? run.agent_definition_id_version;
  const who = run.triggered_by_user_id === null ? triggerWords(run.trigger_type) : whoIs(run.triggered_by_user_id);
  return (
    <tr>
      <td>
        <Link className="run-link" to={`/w/${shell.workspace.id}/runs/${run.run_id}`}>
          <Avatar id={run.agent_configuration_id} name={name} kind="agent" definitionId={agent?.agent_definition_id} size={28} />
          <span className="cut"><bdi>{name}</bdi></span>
        </Link>
      </td>
      <td><span className={`tag ${state.tone}`}>{state.word}</span>{run.is_preview ? <> <span className="tag">Preview</span></> : null}</td>
      <td className="run-who" data-label="Started by">{who}</td>
      <td className="number" data-label="Started"><time dateTime={run.created_at}>{ago(new Date(run.created_at), now)}</time></td>
      <td className="number" data-label="Took">{took === null ? "–" : duration(took)}</td>
    </tr>
  );
}

function Table({ shell, agentId }: { shell: Shell; agentId: string | null }): ReactNode {
  const found = useRuns(shell.workspace.id, agentId);
  const now = new Date(useNow(LOOK_MS));
  const runs = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.data === undefined) {
    return found.error === null ? <ListBones /> : <Notice title="The runs could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
  }
  if (runs.length === 0) {
    return (
      <Notice title={agentId === null ? "No agent has run yet" : "This agent has not run yet"} icon={Activity} why="Each run stands here with its steps and times, whoever or whatever started it.">
        <Link className="button" to={`/w/${shell.workspace.id}/agents`}>Agents</Link>
      </Notice>
    );
  }
  return (
    <>
      <div className="table-box">
        <table className="table folds even">
          <thead><tr><th scope="col">Agent</th><th scope="col">State</th><th scope="col">Started by</th><th scope="col" className="number">Started</th><th scope="col" className="number">Took</th></tr></thead>
          <tbody>{runs.map((run) => <Row key={run.run_id} run={run} shell={shell} now={now} />)}</tbody>
        </table>
      </div>
      {found.hasNextPage ? <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button> : null}
    </>
  );
}

function Content({ shell }: { shell: Shell }): ReactNode {
  const [params, setParams] = useSearchParams();
  const agents = useAgents(shell.workspace.id).data ?? [];
  const agentId = agents.find((one) => one.id === params.get("agent"))?.id ?? null;
  return (
    <>
      {agents.length > 0 ? (
        <div className="filters">
          <Filter label="Agent" value={agentId ?? ""} onChange={(event) => { setParams(event.target.value === "" ? {} : { agent: event.target.value }, { replace: true }); }}>
            <option value="">All</option>
            {agents.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </Filter>
        </div>
      ) : null}
      <Table shell={shell} agentId={agentId} />
    </>
  );
}

/** What agents did, newest first. */
export default function RunsView(): ReactNode {
  const shell = useOutletContext<Shell>();
  return (
    <Page shell={shell} title="Runs">
      <div className="view" data-region="messages" tabIndex={0}><div className="wide-column"><Content shell={shell} /></div></div>
    </Page>
  );
}
