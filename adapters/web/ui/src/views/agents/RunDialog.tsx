import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";

import { useDefinitions } from "../../api/agents";
import { useChannels } from "../../api/queries";
import { useStart } from "../../api/runs";
import type { AgentConfiguration } from "../../api/types";
import { faultOf, sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import { ListBones } from "../Page";
import { KeyField, leadToUnread } from "./KeyField";
import { type Key, keyAt, schemaOf } from "./schema";
import { byNeed } from "./values";

interface FieldsProps {
  keys: readonly Key[];
  settled: Readonly<Record<string, unknown>>;
  given: Readonly<Record<string, unknown>>;
  give: (name: string, value: unknown) => void;
  error: Error | null;
  hasFocus?: boolean;
}

function Inputs({ keys, settled, given, give, error, hasFocus = false }: FieldsProps): ReactNode {
  return keys.map((one, at) => (
    <KeyField key={one.name} field={one} autoFocus={hasFocus && at === 0} value={given[one.name] ?? settled[one.name]} fault={faultOf(error, `runtime_params.${one.name}`)} onChange={(value) => { give(one.name, value); }} />
  ));
}

/** The inputs of an agent; null until they are read. */
function useInputs(agent: AgentConfiguration, workspaceId: string): readonly Key[] | null {
  const definitions = useDefinitions(workspaceId).data;
  const channels = useChannels(workspaceId).data ?? [];
  const definition = definitions?.find((one) => one.id === agent.agent_definition_id);
  if (definition === undefined) return definitions === undefined ? null : [];
  return keyAt(schemaOf(definition, { channels: channels.filter((one) => one.type !== "dm").map((one) => one.name) }), ["inputs"])?.keys?.filter((one) => !one.isSecret) ?? [];
}

interface Props {
  agent: AgentConfiguration;
  workspaceId: string;
  onClose: () => void;
}

/** Starts an agent now. What its settings say stands in the fields already; what is changed holds for this run alone. */
export function RunDialog({ agent, workspaceId, onClose }: Props): ReactNode {
  const inputs = useInputs(agent, workspaceId);
  const keys = inputs ?? [];
  const navigate = useNavigate();
  const start = useStart(workspaceId);
  const [given, setGiven] = useState<Readonly<Record<string, unknown>>>({});
  const settled = agent.effective_config_cache_json?.inputs ?? {};
  const { first, rest } = byNeed(keys, settled);
  const give = (name: string, value: unknown): void => {
    setGiven(Object.fromEntries(Object.entries({ ...given, [name]: value }).filter(([, one]) => one !== undefined)));
  };
  const begin = (form: HTMLFormElement, { isPreview }: { isPreview: boolean }): void => {
    if (leadToUnread(form)) return;
    start.mutate({ configurationId: agent.id, inputs: { ...given }, isPreview }, { onSuccess: ({ run_id }) => void navigate(`/w/${workspaceId}/runs/${run_id}`) });
  };
  const fields = { settled, given, give, error: start.error };
  const isPlaced = start.error !== null && keys.some((one) => faultOf(start.error, `runtime_params.${one.name}`) !== null);
  return (
    <Dialog title={agent.status === "active" ? `Run ${agent.name} now` : `Preview ${agent.name}`} onClose={onClose}>
      <form className="dialog-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        begin(event.currentTarget, { isPreview: false });
      }}>
        <div className="dialog-body">
          {start.error && !isPlaced ? <p className="form-fault" role="alert">{sentence(start.error)}</p> : null}
          <p className="quiet">What you write here holds for this run alone. The saved settings stay as they are. A preview reads and thinks, and lets nothing leave: it shows what would.</p>
          {inputs === null ? <ListBones rows={2} /> : null}
          <Inputs keys={first} {...fields} hasFocus />
          {rest.length > 0 ? <details className="data"><summary>What its settings say</summary><div className="run-inputs"><Inputs keys={rest} {...fields} /></div></details> : null}
        </div>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={start.isPending} onClick={(event) => { if (event.currentTarget.form) begin(event.currentTarget.form, { isPreview: true }); }}>Preview</Button>
          <Button look="ink" type="submit" busy={start.isPending} disabled={agent.status !== "active"}>Run now</Button>
        </footer>
      </form>
    </Dialog>
  );
}
