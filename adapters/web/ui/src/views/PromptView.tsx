import "../styles/library.css";

import { type ReactNode, useState } from "react";
import { useNavigate, useOutletContext, useParams, useSearchParams } from "react-router";

import { type Library, type Prompt, type PromptFields, useDeletePrompt, useLibraries, usePrompt, useSavePrompt } from "../api/prompts";
import { faultWithin, sentence } from "../lib/words";
import { Button, Field } from "../parts/Basics";
import { Dialog } from "../parts/Dialog";
import { SelectField, TextField } from "../parts/Fields";
import { mayChange } from "./agents/words";
import { declared, tagsOf, undeclared } from "./prompts/template";
import { TryOut } from "./prompts/TryOut";
import { type Declaring, declaring, Variables, variablesOf, withAnother } from "./prompts/Variables";
import { Versions } from "./prompts/Versions";
import { FormFault, Keep, nameFault, Place } from "./records/Parts";
import type { Shell } from "./WorkspaceShell";

interface Fields {
  library_id: string;
  name: string;
  text: string;
  tags: string;
  variables: Declaring[];
}

function begun(prompt: Prompt | null, libraryId: string): Fields {
  if (prompt === null) return { library_id: libraryId, name: "", text: "", tags: "", variables: [] };
  return { library_id: prompt.library_id, name: prompt.name, text: prompt.prompt_text, tags: prompt.tags_array.join(", "), variables: declaring(prompt.variables_schema_json_array) };
}

/** What is sent; null while something is missing or does not fit. */
function sentOf(fields: Fields): PromptFields | null {
  const variables = variablesOf(fields.variables);
  if (variables === null || fields.name.trim() === "" || fields.text === "" || variables.some((one) => one.name === "")) return null;
  return { library_id: fields.library_id, name: fields.name.trim(), prompt_text: fields.text, variables_schema_json_array: variables, tags_array: tagsOf(fields.tags) };
}

/** Names in the text that nothing declares yet, each declared by a press. */
function Missing({ names, declare }: { names: readonly string[]; declare: (name: string) => void }): ReactNode {
  if (names.length === 0) return null;
  return (
    <p className="missing">
      Not declared yet:
      {names.map((one) => <Button key={one} small onClick={() => { declare(one); }}>Declare <code>{one}</code></Button>)}
    </p>
  );
}

function DeleteDialog({ prompt, shell, onClose }: { prompt: Prompt; shell: Shell; onClose: () => void }): ReactNode {
  const remove = useDeletePrompt(shell.workspace.id, prompt.id);
  const navigate = useNavigate();
  return (
    <Dialog title={`Delete ${prompt.name}?`} onClose={onClose}>
      <div className="dialog-body">
        {remove.error ? <p className="form-fault" role="alert">{sentence(remove.error)}</p> : null}
        <p>The prompt goes with all its versions, and this cannot be taken back.</p>
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep</Button>
        <Button className="danger" busy={remove.isPending} onClick={() => { remove.mutate(undefined, { onSuccess: () => void navigate(`/w/${shell.workspace.id}/prompts`) }); }}>Delete</Button>
      </footer>
    </Dialog>
  );
}

interface FormProps {
  fields: Fields;
  libraries: readonly Library[];
  error: Error | null;
  disabled: boolean;
  edit: (change: Partial<Fields>) => void;
}

function Form({ fields, libraries, error, disabled, edit }: FormProps): ReactNode {
  return (
    <>
      <div className="field-pair">
        <Field label="Name" maxLength={200} value={fields.name} disabled={disabled} fault={nameFault(error, "prompt")} onChange={(event) => { edit({ name: event.target.value }); }} />
        <SelectField label="Library" value={fields.library_id} disabled={disabled} onChange={(event) => { edit({ library_id: event.target.value }); }}>
          {libraries.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </SelectField>
      </div>
      <TextField label="Text" className="mono" rows={12} value={fields.text} disabled={disabled} maxLength={50_000} hint="Places are written {{ product }} or {{ customer.name }}" fault={faultWithin(error, "prompt_text")} onChange={(event) => { edit({ text: event.target.value }); }} />
      {disabled ? null : (
        <Missing names={undeclared(fields.text, fields.variables)}
          declare={(name) => { edit({ variables: withAnother(fields.variables, declared(fields.text, name)) }); }} />
      )}
      <Variables all={fields.variables} error={error} disabled={disabled} onChange={(variables) => { edit({ variables }); }} />
      <Field label="Tags" hint="Between commas" value={fields.tags} disabled={disabled} fault={faultWithin(error, "tags_array")} onChange={(event) => { edit({ tags: event.target.value }); }} />
    </>
  );
}

/** The fields that say themselves what is wrong with them. */
const PLACED = ["name", "prompt_text", "tags_array", "variables_schema_json_array"];

interface EditorProps {
  prompt: Prompt | null;
  libraries: readonly Library[];
  shell: Shell;
}

/** What one is writing of a prompt, and how it is kept. */
function usePromptForm({ prompt, libraries, shell }: EditorProps) {
  const [params] = useSearchParams();
  const [fields, setFields] = useState(() => begun(prompt, params.get("library") ?? libraries[0]?.id ?? ""));
  const save = useSavePrompt(shell.workspace.id, prompt?.id ?? null);
  const navigate = useNavigate();
  const sent = sentOf(fields);
  const isChanged = JSON.stringify(sent) !== JSON.stringify(sentOf(begun(prompt, fields.library_id)));
  const made = (one: Prompt): void => { if (prompt === null) void navigate(`/w/${shell.workspace.id}/prompts/${one.id}`, { replace: true }); };
  return {
    fields, save, isChanged,
    canSave: sent !== null && isChanged,
    put: setFields,
    edit: (change: Partial<Fields>): void => {
      if (save.error || save.isSuccess) save.reset();
      setFields({ ...fields, ...change });
    },
    submit: (): void => { if (sent !== null) save.mutate(sent, { onSuccess: made }); },
  };
}

function Editor(props: EditorProps): ReactNode {
  const { prompt, libraries, shell } = props;
  const { fields, save, isChanged, canSave, put, edit, submit } = usePromptForm(props);
  const [isDeleting, ask] = useState(false);
  const may = prompt === null || mayChange(prompt, shell.me, shell.workspace);
  return (
    <div className={prompt ? "prompt-sides" : "prompt-sides alone"}>
      <form className="prompt-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}>
        <FormFault error={save.error} fields={PLACED} />
        <Form fields={fields} libraries={libraries} error={save.error} disabled={!may} edit={edit} />
        {may ? (
          <Keep label={prompt ? "Save" : "Make the prompt"} canSave={canSave} busy={save.isPending} said={save.isSuccess ? `Saved as version ${String(save.data.version)}` : ""}
            remove={prompt ? { label: "Delete", ask: () => { ask(true); } } : null} />
        ) : <p className="quiet">Whoever made it, an owner or an admin changes it.</p>}
      </form>
      {prompt ? (
        <div className="prompt-beside">
          <TryOut prompt={prompt} isChanged={isChanged} />
          <Versions prompt={prompt} workspaceId={shell.workspace.id} may={may} onRestored={(one) => { put(begun(one, one.library_id)); }} />
        </div>
      ) : null}
      {isDeleting && prompt ? <DeleteDialog prompt={prompt} shell={shell} onClose={() => { ask(false); }} /> : null}
    </div>
  );
}

/** A prompt: its text with typed places, how it comes out, and what it said before. */
export default function PromptView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { promptId = "new" } = useParams();
  const isNew = promptId === "new";
  const found = usePrompt(isNew ? null : promptId);
  const libraries = useLibraries(shell.workspace.id).data;
  const prompt = found.data ?? null;
  return (
    <Place shell={shell} list={{ to: `/w/${shell.workspace.id}/prompts`, name: "Prompts" }} title={isNew ? "New prompt" : (prompt?.name ?? "Prompt")}
      tag={prompt ? `Version ${String(prompt.version)}` : null} isRead={libraries !== undefined && (isNew || prompt !== null)} error={found.error} busy={found.isFetching} retry={() => void found.refetch()}>
      {() => <Editor key={promptId} prompt={prompt} libraries={libraries ?? []} shell={shell} />}
    </Place>
  );
}
