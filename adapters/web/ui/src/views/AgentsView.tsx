import "../styles/agents.css";

import { Plus, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useOutletContext, useSearchParams } from "react-router";

import { useDefinitions } from "../api/agents";
import { useAgents } from "../api/queries";
import { Button, Icon } from "../parts/Basics";
import { Filter } from "../parts/Fields";
import { Notice } from "../parts/Notice";
import { SearchField } from "../parts/SearchField";
import { AgentCard } from "./agents/Card";
import { type Chosen, chosenIn, isNarrowed, paramsOf, type Shelf, shelfOf, type Standing, toggled } from "./agents/catalogue";
import { OwnAgents } from "./agents/Own";
import { serviceName } from "./agents/words";
import { Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

const STANDINGS: readonly (readonly [Standing, string])[] = [["all", "All"], ["set_up", "Set up"], ["available", "Available"], ["preview", "Preview"]];
const MOST_CHIPS = 6;

interface Narrowing {
  chosen: Chosen;
  choose: (change: Partial<Chosen>) => void;
}

function Filters({ shelf, chosen, choose }: Narrowing & { shelf: Shelf }): ReactNode {
  const chips = [...new Set([...shelf.categories.slice(0, MOST_CHIPS), ...chosen.categories])];
  return (
    <div className="shelf-filters">
      <div className="standings" role="group" aria-label="Which agents">
        {STANDINGS.map(([standing, name]) => (
          <button key={standing} type="button" className="standing" aria-pressed={chosen.standing === standing} onClick={() => { choose({ standing }); }}>
            {name} <span className="standing-count">{shelf.counts[standing]}</span>
          </button>
        ))}
      </div>
      <div className="chips" role="group" aria-label="What they are for">
        {chips.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={chosen.categories.includes(one)} onClick={() => { choose({ categories: toggled(chosen.categories, one) }); }}>{one}</button>
        ))}
      </div>
      <Filter label="Needs" value={chosen.services[0] ?? ""} onChange={(event) => { choose({ services: event.target.value === "" ? [] : [event.target.value] }); }}>
        <option value="">Anything</option>
        {shelf.services.map((one) => <option key={one} value={one}>{serviceName(one)}</option>)}
      </Filter>
    </div>
  );
}

function CardBones(): ReactNode {
  return (
    <div className="bones agent-cards" role="status" aria-busy="true">
      <span className="unseen">Reading</span>
      {Array.from({ length: 6 }, (_, at) => <div key={at} className="agent-card" aria-hidden="true"><span className="bone line" /><span className="bone line short" /></div>)}
    </div>
  );
}

function Catalogue({ shell, chosen, choose }: Narrowing & { shell: Shell }): ReactNode {
  const definitions = useDefinitions(shell.workspace.id);
  const agents = useAgents(shell.workspace.id).data;
  if (definitions.data === undefined || agents === undefined) {
    return definitions.error === null ? <CardBones /> : <Notice title="The agents could not be read" why={definitions.error} busy={definitions.isFetching} retry={() => void definitions.refetch()} />;
  }
  const shelf = shelfOf(definitions.data, agents, chosen);
  return (
    <>
      <Filters shelf={shelf} chosen={chosen} choose={choose} />
      <ul className="agent-cards">
        {shelf.shown.map((one) => <li key={one.id}><AgentCard definition={one} agents={agents} workspaceId={shell.workspace.id} /></li>)}
      </ul>
      {shelf.shown.length === 0 ? (
        <Notice title="No agent is like that" icon={SearchX} why="Take a filter away, or look for another word.">
          <Button onClick={() => { choose({ words: "", standing: "all", categories: [], services: [] }); }}>Show all</Button>
        </Notice>
      ) : null}
    </>
  );
}

/** The agents of the workspace, and all there are to be set up. */
export default function AgentsView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const [params, setParams] = useSearchParams();
  const chosen = chosenIn(params);
  const agents = useAgents(shell.workspace.id);
  const choose = (change: Partial<Chosen>): void => { setParams(paramsOf({ ...chosen, ...change }), { replace: true }); };
  if (shell.workspace.role === "guest") return <Page shell={shell} title="Agents"><Notice title="Members see the agents" why="You are a guest here. An owner or admin can make you a member." /></Page>;
  return (
    <Page shell={shell} title="Agents">
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="wide-column agents">
          {isNarrowed(chosen) ? null : <OwnAgents shell={shell} />}
          {/* It waits for what stands above it: nothing moves when that comes. */}
          {agents.isPending ? null : (
            <section aria-labelledby="catalogue">
              <div className="shelf-head">
                <h2 id="catalogue">Catalogue</h2>
                {shell.workspace.role === "owner" || shell.workspace.role === "admin" ? <Link className="button" to={`/w/${shell.workspace.id}/agents/own/new`}><Icon of={Plus} size={14} />Make an agent</Link> : null}
                <SearchField label="Search agents" value={chosen.words} onChange={(words) => { choose({ words }); }} />
              </div>
              <Catalogue shell={shell} chosen={chosen} choose={choose} />
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}
