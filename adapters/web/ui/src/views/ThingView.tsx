import "../styles/library.css";

import { type ReactNode, useState } from "react";
import { useNavigate, useOutletContext, useParams } from "react-router";

import { type Kind, type Thing, useArchiveThing, useSaveThing, useThing } from "../api/records";
import { faultWithin, sentence } from "../lib/words";
import { Button, Field } from "../parts/Basics";
import { Dialog } from "../parts/Dialog";
import { TextField } from "../parts/Fields";
import { KINDS, shown, type ThingField, written } from "./records/kinds";
import { FormFault, Keep, nameFault, Place } from "./records/Parts";
import type { Shell } from "./WorkspaceShell";

function ArchiveDialog({ kind, thing, shell, onClose }: { kind: Kind; thing: Thing; shell: Shell; onClose: () => void }): ReactNode {
  const archive = useArchiveThing(shell.workspace.id, kind, thing.id);
  const navigate = useNavigate();
  return (
    <Dialog title={`Archive ${thing.name}?`} onClose={onClose}>
      <div className="dialog-body">
        {archive.error ? <p className="form-fault" role="alert">{sentence(archive.error)}</p> : null}
        <p>It leaves the list and agents no longer read it. What was made with it stays.</p>
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep</Button>
        <Button className="danger" busy={archive.isPending} onClick={() => { archive.mutate(undefined, { onSuccess: () => void navigate(`/w/${shell.workspace.id}/${kind}`) }); }}>Archive</Button>
      </footer>
    </Dialog>
  );
}

function OneField({ field, text, error, onChange }: { field: ThingField; text: string; error: Error | null; onChange: (text: string) => void }): ReactNode {
  const value = written(field, text);
  const shared = {
    label: field.label, hint: field.hint, value: text, fault: "fault" in value ? value.fault : faultWithin(error, field.name),
    onChange: (event: { target: { value: string } }) => { onChange(event.target.value); },
  };
  const { hint, ...line } = shared;
  if (field.shape === "line") return <Field {...line} {...(hint === undefined ? {} : { hint })} maxLength={200} />;
  return <TextField {...shared} rows={field.shape === "text" ? 4 : 3} {...(field.shape === "json" ? { className: "mono" } : {})} />;
}

type Texts = Readonly<Record<string, string>>;

function begun(kind: Kind, thing: Thing | null): Texts {
  return Object.fromEntries(KINDS[kind].fields.map((field) => [field.name, shown(field, thing?.[field.name])]));
}

/** What is sent of what was typed; null while something does not fit. */
function sentOf(kind: Kind, name: string, texts: Texts): Record<string, unknown> | null {
  const sent: Record<string, unknown> = { name: name.trim() };
  for (const field of KINDS[kind].fields) {
    const value = written(field, texts[field.name] ?? "");
    if ("fault" in value) return null;
    sent[field.name] = value.value;
  }
  return name.trim() === "" ? null : sent;
}

interface EditorProps {
  kind: Kind;
  thing: Thing | null;
  shell: Shell;
}

/** What one is writing of it, and how it is kept. */
function useThingForm({ kind, thing, shell }: EditorProps) {
  const [name, setName] = useState(thing?.name ?? "");
  const [texts, setTexts] = useState(() => begun(kind, thing));
  const save = useSaveThing(shell.workspace.id, kind, thing?.id ?? null);
  const navigate = useNavigate();
  const sent = sentOf(kind, name, texts);
  const isChanged = JSON.stringify(sent) !== JSON.stringify(sentOf(kind, thing?.name ?? "", begun(kind, thing)));
  const made = (saved: Thing): void => { if (thing === null) void navigate(`/w/${shell.workspace.id}/${kind}/${saved.id}`, { replace: true }); };
  return {
    name, setName, texts, save,
    canSave: sent !== null && isChanged,
    said: save.isSuccess && !isChanged ? "Saved" : "",
    write: (field: string, text: string): void => { setTexts({ ...texts, [field]: text }); },
    submit: (): void => { if (sent !== null) save.mutate(sent, { onSuccess: made }); },
  };
}

function Editor(props: EditorProps): ReactNode {
  const { kind, thing, shell } = props;
  const { one, fields } = KINDS[kind];
  const { name, setName, texts, save, canSave, said, write, submit } = useThingForm(props);
  const [isArchiving, ask] = useState(false);
  return (
    <form className="thing-form" noValidate onSubmit={(event) => {
      event.preventDefault();
      submit();
    }}>
      <FormFault error={save.error} fields={["name", ...fields.map((field) => field.name)]} />
      <Field label="Name" maxLength={200} value={name} fault={nameFault(save.error, one)} onChange={(event) => { setName(event.target.value); }} />
      {fields.map((field) => <OneField key={field.name} field={field} text={texts[field.name] ?? ""} error={save.error} onChange={(text) => { write(field.name, text); }} />)}
      <Keep label={thing ? "Save" : `Add the ${one}`} canSave={canSave} busy={save.isPending} said={said} remove={thing ? { label: "Archive", ask: () => { ask(true); } } : null} />
      {isArchiving && thing ? <ArchiveDialog kind={kind} thing={thing} shell={shell} onClose={() => { ask(false); }} /> : null}
    </form>
  );
}

/** A brand or a creator, with all that is kept of them. */
export default function ThingView({ kind }: { kind: Kind }): ReactNode {
  const shell = useOutletContext<Shell>();
  const { thingId = "new" } = useParams();
  const { one, many } = KINDS[kind];
  const id = thingId === "new" ? null : thingId;
  const found = useThing(kind, id);
  return (
    <Place shell={shell} list={{ to: `/w/${shell.workspace.id}/${kind}`, name: many }} title={id === null ? `New ${one}` : (found.data?.name ?? many)}
      isRead={id === null || found.data !== undefined} error={found.error} busy={found.isFetching} retry={() => void found.refetch()}>
      {() => <Editor key={thingId} kind={kind} thing={found.data ?? null} shell={shell} />}
    </Place>
  );
}
