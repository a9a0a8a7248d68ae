import { type ReactNode, useId, useState } from "react";

import { Field } from "../../parts/Basics";
import { Check, SelectField, TextField } from "../../parts/Fields";
import { stepName } from "../runs/words";
import type { Key } from "./schema";
import { hintOf, shown, typed } from "./values";

export interface KeyFieldProps {
  field: Key;
  /** Undefined while nothing is set. */
  value: unknown;
  /** With undefined where it is taken away. */
  onChange: (value: unknown) => void;
  fault?: string | null;
  disabled?: boolean;
  /** Where writing begins. */
  autoFocus?: boolean;
}

function Choice({ field, value, onChange, fault, disabled }: KeyFieldProps): ReactNode {
  const known = field.values ?? [];
  const now = value === undefined ? "" : shown(field, value);
  return (
    <SelectField label={stepName(field.name)} hint={hintOf(field)} fault={fault} value={now} disabled={disabled} onChange={(event) => {
      const meant = typed(field, event.target.value);
      if ("value" in meant) onChange(meant.value);
    }}>
      <option value="">{field.initial === undefined ? "Not chosen" : `As it comes: ${String(field.initial)}`}</option>
      {known.some((one) => unquoted(one.text) === now) || now === "" ? null : <option value={now}>{now}</option>}
      {known.map((one) => <option key={one.text} value={unquoted(one.text)}>{unquoted(one.text)}</option>)}
    </SelectField>
  );
}

/** A value as YAML writes it, without its quotes. */
function unquoted(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}

const KEYBOARDS = { number: "decimal", url: "url" } as const;

/** Leads to the first field whose text was kept back, so that nothing is sent without it; whether there is one. */
export function leadToUnread(within: ParentNode = document): boolean {
  const fields = within.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-key-field]");
  const unread = [...fields].find((one) => one.validity.customError);
  unread?.focus();
  return unread !== undefined;
}

/** What is typed; what it cannot mean is said and kept back. */
function Typing({ field, value, onChange, fault, disabled, autoFocus }: KeyFieldProps): ReactNode {
  const listId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? shown(field, value);
  const meant = typed(field, text);
  const unread = "fault" in meant ? meant.fault : null;
  const shared = {
    label: stepName(field.name), hint: hintOf(field), fault: unread ?? fault ?? null, value: text, disabled,
    ref: (node: HTMLInputElement | HTMLTextAreaElement | null) => { node?.setCustomValidity(unread ?? ""); },
    "data-key-field": true, required: field.isRequired, spellCheck: false, autoComplete: "off", placeholder: shown(field, field.initial ?? field.example), autoFocus,
    onBlur: () => { if ("value" in meant) setDraft(null); },
    onChange: (event: { target: { value: string } }) => {
      setDraft(event.target.value);
      const now = typed(field, event.target.value);
      if ("value" in now) onChange(now.value);
    },
  };
  if (["json", "list", "map"].includes(field.type) || text.includes("\n")) return <TextField {...shared} rows={Math.min(8, Math.max(2, text.split("\n").length))} className="mono" />;
  const keyboard = field.type === "number" || field.type === "url" ? KEYBOARDS[field.type] : "text";
  return (
    <>
      <Field {...shared} inputMode={keyboard} list={field.values ? listId : undefined} />
      {field.values ? <datalist id={listId}>{field.values.map((one) => <option key={one.text} value={unquoted(one.text)} />)}</datalist> : null}
    </>
  );
}

/** A field for one key of a configuration, as its schema has it. */
export function KeyField(props: KeyFieldProps): ReactNode {
  const { field, value, onChange, disabled } = props;
  if (field.type === "boolean") {
    const isOn = typeof value === "boolean" ? value : field.initial === true;
    return <Check label={stepName(field.name)} hint={hintOf(field)} checked={isOn} disabled={disabled} onChange={(event) => { onChange(event.target.checked); }} />;
  }
  return field.isClosed ? <Choice {...props} /> : <Typing {...props} />;
}
