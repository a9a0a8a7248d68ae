import "../styles/agents.css";

import { Pencil, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useOutletContext, useParams } from "react-router";

import { type Definition, useDefinitions } from "../api/agents";
import { useAgents } from "../api/queries";
import { Avatar, Icon } from "../parts/Basics";
import { Crumbs, Instead } from "./agents/Parts";
import { capabilities, serviceName, shortVersion, stateOfAgent, told, triggerName } from "./agents/words";
import { Page } from "./Page";
import { stepName } from "./runs/words";
import type { Shell } from "./WorkspaceShell";

function Part({ name, children }: { name: string; children: ReactNode }): ReactNode {
  const id = `about-${name.toLowerCase().replaceAll(" ", "-")}`;
  return <section aria-labelledby={id} className="about-part"><h2 id={id}>{name}</h2>{children}</section>;
}

const CASE = 60;

function brief(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > CASE ? `${text.slice(0, CASE)}…` : text;
}

function Inputs({ definition }: { definition: Definition }): ReactNode {
  const all = definition.inputs_schema_json_array;
  if (all.length === 0) return <p className="none">It asks for nothing.</p>;
  return (
    <div className="table-box">
      <table className="table folds">
        <thead><tr><th scope="col">Key</th><th scope="col">Type</th><th scope="col">Default</th><th scope="col">What it is</th></tr></thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.key_name}>
              <td><code>{one.key_name}</code></td>
              <td>{one.data_type}{one.is_required ? ", needed" : ""}</td>
              <td className="wide" data-label="Default">{one.default_value === undefined || one.default_value === null ? "–" : <code>{brief(one.default_value)}</code>}</td>
              <td className="wide">{one.description_text ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outputs({ definition }: { definition: Definition }): ReactNode {
  return (
    <div className="table-box">
      <table className="table folds">
        <thead><tr><th scope="col">Key</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
        <tbody>
          {definition.outputs_config_json_array.map((one) => (
            <tr key={one.key_name}><td><code>{one.key_name}</code></td><td>{one.data_type}</td><td className="wide">{one.description_text ?? ""}{one.target_event_type ? <> <code>{one.target_event_type}</code></> : null}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Triggers({ definition }: { definition: Definition }): ReactNode {
  return (
    <ul className="about-list">
      {definition.triggers_config_json_array.map((one) => {
        const cron = one.default_config_json?.cron_expression;
        const about = one.description_text?.includes(" ") ? one.description_text : stepName(one.key);
        return <li key={one.key}><span className="tag">{triggerName(one.type)}</span><span>{about}{typeof cron === "string" ? <> <code>{cron}</code></> : null}</span></li>;
      })}
    </ul>
  );
}

function Needs({ definition }: { definition: Definition }): ReactNode {
  const services = definition.underlying_platform_services_required_array;
  const models = definition.stack_details_json.llm_models_used_array ?? [];
  const memory = definition.memory_config_json;
  return (
    <ul className="about-list">
      {services.map((one) => <li key={one}><span className="tag">Service</span><span>{serviceName(one)}</span></li>)}
      {models.map((one) => <li key={one.purpose}><span className="tag">Model</span><span>{stepName(one.purpose)}{one.provider && one.model_name ? <> <code>{one.provider}:{one.model_name}</code></> : null}</span></li>)}
      <li><span className="tag">Memory</span><span>{memory.required ? (memory.description_text ?? "It remembers between runs.") : "It remembers nothing between runs."}</span></li>
    </ul>
  );
}

function Own({ definition, workspaceId }: { definition: Definition; workspaceId: string }): ReactNode {
  const own = useAgents(workspaceId).data?.filter((one) => one.agent_definition_id === definition.id) ?? [];
  if (own.length === 0) return null;
  return (
    <Part name="Set up here">
      <ul className="about-list">
        {own.map((one) => {
          const state = stateOfAgent(one.status);
          return <li key={one.id}><span className={`tag ${state.tone}`}>{state.word}</span><Link to={`/w/${workspaceId}/agents/${one.id}`}>{one.name}</Link></li>;
        })}
      </ul>
    </Part>
  );
}

function Words({ definition, name, of }: { definition: Definition; name: string; of: string }): ReactNode {
  const text = told(definition, of);
  return text === "" ? null : <Part name={name}><p className="about-words">{text}</p></Part>;
}

function About({ definition, shell }: { definition: Definition; shell: Shell }): ReactNode {
  const can = capabilities(definition);
  return (
    <>
      <header className="about-head">
        <Avatar id={definition.id} name={definition.name} kind="agent" definitionId={definition.id} />
        <div>
          <p className="about-epithet">{told(definition, "epithet")} <span className="version">{shortVersion(definition.version)}</span></p>
          <p className="about-words">{told(definition, "introduction_text") || told(definition, "tagline")}</p>
        </div>
      </header>
      {definition.is_preview ? <p className="form-note">This agent is a preview: it shows what comes. It cannot be set up or run yet.</p> : null}
      <Own definition={definition} workspaceId={shell.workspace.id} />
      {can.length > 0 ? <Part name="What it does"><ul className="about-can">{can.map((one) => <li key={one}>{one}</li>)}</ul></Part> : null}
      <Words definition={definition} name="What it is told to do" of="instructions_text" />
      <Part name="What starts it"><Triggers definition={definition} /></Part>
      <Part name="Inputs"><Inputs definition={definition} /></Part>
      <Part name="Outputs"><Outputs definition={definition} /></Part>
      <Part name="What it needs"><Needs definition={definition} /></Part>
      <Words definition={definition} name="How it is measured" of="kpis_definition_text" />
      <Words definition={definition} name="When something fails" of="failure_fallback_strategy_text" />
    </>
  );
}

/** What an agent is: what it does, what starts it, what goes in and comes out. */
export default function DefinitionView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { definitionId = "" } = useParams();
  const found = useDefinitions(shell.workspace.id);
  const definition = found.data?.find((one) => one.id === definitionId);
  const all = `/w/${shell.workspace.id}/agents`;
  const name = definition?.name ?? "Agent";
  const isReady = definition?.is_preview === false;
  const head = <Crumbs all={all} title={name}>{definition?.is_preview ? <span className="tag outline">Preview</span> : null}</Crumbs>;
  return (
    <Page shell={shell} title={name} head={head} back={{ to: all, label: "Back to the agents" }}
      actions={isReady ? (
        <>
          {definition.isOwn ? <Link className="button" to={`${all}/own/${definition.id}`}><Icon of={Pencil} size={14} />Change</Link> : null}
          <Link className="button ink" to={`${all}/new/${definition.id}`}><Icon of={Plus} size={14} />Set up</Link>
        </>
      ) : null}>
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="wide-column about">
          {definition ? <About definition={definition} shell={shell} /> : (
            <Instead all={all} error={found.error} busy={found.isFetching} retry={() => void found.refetch()}
              missing={found.data ? { title: "There is no such agent", why: "It may have been removed from this installation." } : null} />
          )}
        </div>
      </div>
    </Page>
  );
}
