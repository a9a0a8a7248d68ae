import "../styles/library.css";

import { type ReactNode, useState } from "react";
import { useNavigate, useOutletContext, useParams } from "react-router";

import type { Definition } from "../api/agents";
import { useArchiveOwnAgent, useOwnAgent, useSaveOwnAgent } from "../api/ownAgents";
import { faultWithin, sentence } from "../lib/words";
import { Button, Field } from "../parts/Basics";
import { Dialog } from "../parts/Dialog";
import { Check, TextField } from "../parts/Fields";
import { fieldsOf, isWhole, type OwnFields, TOOLS, wantedOf } from "./agents/own";
import { shortVersion } from "./agents/words";
import { FormFault, Keep, nameFault, Place } from "./records/Parts";
import type { Shell } from "./WorkspaceShell";

const PLACED = ["name", "description_text", "instructions_text", "model", "triggers_config_json_array"];

interface FormProps {
  fields: OwnFields;
  error: Error | null;
  disabled: boolean;
  edit: (change: Partial<OwnFields>) => void;
}

function Tools({ fields, disabled, edit }: FormProps): ReactNode {
  const turned = (name: string): string[] => (fields.tools.includes(name) ? fields.tools.filter((one) => one !== name) : [...fields.tools, name]);
  return (
    <fieldset className="own-tools">
      <legend>What it may use</legend>
      {TOOLS.map(([name, label, hint]) => (
        <Check key={name} label={label} hint={hint} checked={fields.tools.includes(name)} disabled={disabled} onChange={() => { edit({ tools: turned(name) }); }} />
      ))}
    </fieldset>
  );
}

function Starting({ fields, error, disabled, edit }: FormProps): ReactNode {
  const fault = faultWithin(error, "triggers_config_json_array");
  return (
    <fieldset className="own-tools">
      <legend>What starts it, beside being asked</legend>
      <div className="field-pair">
        <Field label="Schedule" className="mono" hint="As in cron: 0 9 * * mon-fri is nine o'clock on weekdays. Empty: none." value={fields.cron} disabled={disabled} fault={fault} onChange={(event) => { edit({ cron: event.target.value }); }} />
        <Field label="Time zone" hint="Such as Europe/Lisbon. Empty: the workspace's." value={fields.zone} disabled={disabled} onChange={(event) => { edit({ zone: event.target.value }); }} />
      </div>
      <Field label="Webhook address" className="mono" hint="What your own systems send to this suffix starts it, such as /briefs/new. Empty: none." value={fields.suffix} disabled={disabled} onChange={(event) => { edit({ suffix: event.target.value }); }} />
      {fields.others.length > 0 ? <p className="quiet">{`${String(fields.others.length)} more, set over the API, stay as they are.`}</p> : null}
    </fieldset>
  );
}

function Form(props: FormProps): ReactNode {
  const { fields, error, disabled, edit } = props;
  return (
    <>
      <div className="field-pair">
        <Field label="Name" maxLength={80} hint="It is mentioned by this name." value={fields.name} disabled={disabled} fault={nameFault(error, "agent")} onChange={(event) => { edit({ name: event.target.value }); }} />
        <Field label="Model" className="mono" hint="provider:model. Empty: the workspace's." value={fields.model} disabled={disabled} fault={faultWithin(error, "model")} onChange={(event) => { edit({ model: event.target.value }); }} />
      </div>
      <Field label="What it is for" maxLength={500} value={fields.about} disabled={disabled} fault={faultWithin(error, "description_text")} onChange={(event) => { edit({ about: event.target.value }); }} />
      <TextField label="Instructions" rows={10} maxLength={20_000} value={fields.instructions} disabled={disabled} hint="What the model is told each time. What people and systems write comes to it as data." fault={faultWithin(error, "instructions_text")} onChange={(event) => { edit({ instructions: event.target.value }); }} />
      <Tools {...props} />
      <Starting {...props} />
    </>
  );
}

function ArchiveDialog({ one, shell, onClose }: { one: Definition; shell: Shell; onClose: () => void }): ReactNode {
  const archive = useArchiveOwnAgent(shell.workspace.id, one.id);
  const navigate = useNavigate();
  return (
    <Dialog title={`Archive ${one.name}?`} onClose={onClose}>
      <div className="dialog-body">
        {archive.error ? <p className="form-fault" role="alert">{sentence(archive.error)}</p> : null}
        <p>Nothing starts it any more, wherever it is set up. What it said and its runs stay.</p>
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep</Button>
        <Button className="danger" busy={archive.isPending} onClick={() => { archive.mutate(undefined, { onSuccess: () => void navigate(`/w/${shell.workspace.id}/agents`) }); }}>Archive</Button>
      </footer>
    </Dialog>
  );
}

function Editor({ one, shell }: { one: Definition | null; shell: Shell }): ReactNode {
  const [fields, setFields] = useState(() => fieldsOf(one));
  const [isArchiving, ask] = useState(false);
  const save = useSaveOwnAgent(shell.workspace.id, one);
  const navigate = useNavigate();
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  const isChanged = JSON.stringify(wantedOf(fields)) !== JSON.stringify(wantedOf(fieldsOf(one)));
  const edit = (change: Partial<OwnFields>): void => {
    if (save.error || save.isSuccess) save.reset();
    setFields({ ...fields, ...change });
  };
  const made = (kept: Definition): void => { if (one === null) void navigate(`/w/${shell.workspace.id}/agents/own/${kept.id}`, { replace: true }); };
  return (
    <form className="prompt-form own-agent" noValidate onSubmit={(event) => {
      event.preventDefault();
      if (isWhole(fields)) save.mutate(wantedOf(fields), { onSuccess: made });
    }}>
      <FormFault error={save.error} fields={PLACED} />
      <Form fields={fields} error={save.error} disabled={!may} edit={edit} />
      {may ? (
        <Keep label={one ? "Save" : "Make the agent"} canSave={isWhole(fields) && isChanged} busy={save.isPending} said={save.isSuccess ? `Saved as version ${shortVersion(save.data.version)}` : ""}
          remove={one ? { label: "Archive", ask: () => { ask(true); } } : null} />
      ) : <p className="quiet">Owners and admins make agents and change them.</p>}
      {isArchiving && one ? <ArchiveDialog one={one} shell={shell} onClose={() => { ask(false); }} /> : null}
    </form>
  );
}

/** An agent that needs no code: what it is told, what it may use, and what starts it. */
export default function OwnAgentView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { definitionId = "new" } = useParams();
  const isNew = definitionId === "new";
  const found = useOwnAgent(shell.workspace.id, isNew ? null : definitionId);
  const one = found.data ?? null;
  return (
    <Place shell={shell} list={{ to: `/w/${shell.workspace.id}/agents`, name: "Agents" }} title={isNew ? "New agent" : (one?.name ?? "Agent")}
      tag={one ? `Version ${shortVersion(one.version)}` : null} isRead={isNew || one !== null} error={found.error} busy={found.isFetching} retry={() => void found.refetch()}>
      {() => <Editor key={definitionId} one={one} shell={shell} />}
    </Place>
  );
}
