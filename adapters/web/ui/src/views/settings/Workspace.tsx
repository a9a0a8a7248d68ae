import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";

import { useChangeWorkspace, useWorkspace, type WorkspaceDetails } from "../../api/members";
import { faultOf } from "../../lib/words";
import { Button, Field, Icon } from "../../parts/Basics";
import { SelectField, TextField } from "../../parts/Fields";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { Kept, Part } from "./Part";
import { zones } from "./zones";

interface Props {
  workspace: WorkspaceDetails;
  may: boolean;
}

function General({ workspace, may }: Props): ReactNode {
  const change = useChangeWorkspace(workspace.id);
  const zone = workspace.settings_json.default_timezone ?? "UTC";
  const [name, setName] = useState(workspace.name);
  const [timeZone, setTimeZone] = useState(zone);
  const isChanged = name.trim() !== workspace.name || timeZone !== zone;
  const fault = name.trim() === "" ? "A workspace has a name." : faultOf(change.error, "name");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") change.mutate({ name: name.trim(), settings_json: { default_timezone: timeZone } });
  };
  return (
    <Part title="Workspace" {...(may ? {} : { under: "An owner or admin changes this." })}>
      <form className="settings-form" noValidate onSubmit={submit}>
        <Field label="Name" maxLength={120} value={name} fault={fault} disabled={!may} onChange={(event) => { setName(event.target.value); }} />
        <SelectField label="Time zone" hint="Schedules and reports follow it" value={timeZone} disabled={!may} onChange={(event) => { setTimeZone(event.target.value); }}>
          {[...new Set([timeZone, ...zones()])].map((one) => <option key={one}>{one}</option>)}
        </SelectField>
        {may ? <Kept error={fault === null ? change.error : null} isKept={change.isSuccess && !isChanged}><Button type="submit" look="ink" busy={change.isPending} disabled={!isChanged}>Save</Button></Kept> : null}
      </form>
    </Part>
  );
}

const kindsOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/u).filter(Boolean))];

/** Classes of action that agents do without asking. Everything else that costs or leaves is asked. */
function Automatic({ workspace, may }: Props): ReactNode {
  const change = useChangeWorkspace(workspace.id);
  const kept = workspace.settings_json.automatic_action_kinds ?? [];
  const [text, setText] = useState(kept.join("\n"));
  const wanted = kindsOf(text);
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(kept);
  const added = wanted.filter((one) => !kept.includes(one));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ settings_json: { automatic_action_kinds: wanted } });
  };
  return (
    <Part title="What is done without asking" under="Whatever costs money or leaves the workspace is a proposal, unless its class stands here.">
      <form className="settings-form" onSubmit={submit}>
        <TextField label="Classes of action" hint="One on each line, as a proposal names its class" value={text} disabled={!may} spellCheck={false} onChange={(event) => { setText(event.target.value); }} fault={faultOf(change.error, "automatic_action_kinds")} />
        {added.length > 0 ? (
          <p className="settings-warning"><Icon of={TriangleAlert} /><span>From then on nobody is asked before {added.join(", ")} happens, and an unanswered proposal of that class may be approved by itself.</span></p>
        ) : null}
        {may ? <Kept error={change.error} isKept={change.isSuccess && !isChanged}><Button type="submit" busy={change.isPending} disabled={!isChanged}>{added.length > 0 ? "Do these without asking" : "Save"}</Button></Kept> : null}
      </form>
    </Part>
  );
}

/** The workspace: its name, its time, and what is done in it without asking. */
export function WorkspaceSettings({ shell }: { shell: Shell }): ReactNode {
  const found = useWorkspace(shell.workspace.id);
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  return (
    <>
      <h2 className="settings-title">General</h2>
      {found.data === undefined && found.error === null ? <ListBones rows={3} /> : null}
      {found.data === undefined && found.error ? <Notice title="The workspace could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
      {found.data ? <><General workspace={found.data} may={may} /><Automatic workspace={found.data} may={may} /></> : null}
    </>
  );
}
