import "../styles/agents.css";

import { type ReactNode, useState } from "react";
import { useNavigate, useOutletContext, useParams } from "react-router";

import { type Definition, useDefinitions, useSetUp } from "../api/agents";
import { useAgents } from "../api/queries";
import type { AgentConfiguration } from "../api/types";
import { faultOf, sentence } from "../lib/words";
import { Button, Field } from "../parts/Basics";
import { Editing } from "./agents/Editing";
import { leadToUnread } from "./agents/KeyField";
import { Crumbs, Instead } from "./agents/Parts";
import { starter } from "./agents/starter";
import { useEdited } from "./agents/useEditing";
import { freeName } from "./agents/words";
import { Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

function SetUp({ definition, agents, shell }: { definition: Definition; agents: readonly AgentConfiguration[]; shell: Shell }): ReactNode {
  const [name, setName] = useState(() => freeName(definition.name, agents));
  const [text, setText] = useState(() => starter(definition));
  const setUp = useSetUp(shell.workspace.id);
  const navigate = useNavigate();
  const edited = useEdited(definition, shell.workspace.id, text, setUp.error);
  const nameFault = name.trim() === "" ? "An agent has a name." : faultOf(setUp.error, "name");
  const isTold = edited.findings.length > 0 || nameFault !== null;
  const mayTry = name.trim() !== "" && edited.reading.values !== null;
  const type = (next: string): void => {
    setText(next);
    if (setUp.error) setUp.reset();
  };
  return (
    <>
      <form className="set-up" onSubmit={(event) => {
        event.preventDefault();
        if (mayTry && !leadToUnread()) setUp.mutate({ agent_definition_id: definition.id, name: name.trim(), description_text: null, yaml_config_text: text }, { onSuccess: (made) => void navigate(`/w/${shell.workspace.id}/agents/${made.id}`, { replace: true }) });
      }}>
        <Field label="Name" hint="How people call it here" maxLength={80} value={name} fault={nameFault} onChange={(event) => { setName(event.target.value); }} />
        <p className="quiet">{edited.reading.values === null ? "Correct the marked line to set it up." : "It works as soon as it is set up, and can be paused at any time."}</p>
        <Button look="ink" type="submit" busy={setUp.isPending} disabled={!mayTry}>Set up</Button>
      </form>
      {setUp.error && !isTold ? <p className="form-fault set-up-fault" role="alert">{sentence(setUp.error)}</p> : null}
      {setUp.error && edited.findings.length > 0 ? <p className="form-fault set-up-fault" role="alert">Nothing was set up yet: {edited.findings[0]?.message}</p> : null}
      <Editing definition={definition} text={text} isReadOnly={false} onText={type} {...edited} />
    </>
  );
}

function missing(definition: Definition | undefined): { title: string; why: string } {
  if (definition === undefined) return { title: "There is no such agent", why: "It may have been removed from this installation." };
  return { title: `${definition.name} is a preview`, why: "It is shown so that you know what comes. It can be set up once it is finished." };
}

/** An agent about to be set up: its name and what it works with, before anything happens. */
export default function SetUpView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { definitionId = "" } = useParams();
  const definitions = useDefinitions(shell.workspace.id);
  const agents = useAgents(shell.workspace.id).data;
  const definition = definitions.data?.find((one) => one.id === definitionId);
  const all = `/w/${shell.workspace.id}/agents`;
  const title = `Set up ${definition?.name ?? "an agent"}`;
  const isReady = definition?.is_preview === false;
  const face = definition ? { id: definition.id, name: definition.name, definitionId: definition.id } : "coming";
  return (
    <Page shell={shell} title={title} head={<Crumbs all={all} title={title} face={face} />} back={{ to: all, label: "Back to the agents" }}>
      {isReady && agents ? <div className="agent-view" data-region="messages"><SetUp key={definition.id} definition={definition} agents={agents} shell={shell} /></div> : (
        <div className="view" data-region="messages" tabIndex={0}>
          <div className="wide-column">
            <Instead all={all} error={definitions.error} busy={definitions.isFetching} retry={() => void definitions.refetch()} missing={definitions.data && !isReady ? missing(definition) : null} />
          </div>
        </div>
      )}
    </Page>
  );
}
