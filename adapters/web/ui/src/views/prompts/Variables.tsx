import { Plus, X } from "lucide-react";
import { type ReactNode, useId } from "react";

import type { Variable, VariableType } from "../../api/prompts";
import { faultWithin } from "../../lib/words";
import { Button, Field, Icon, IconButton } from "../../parts/Basics";
import { Check, SelectField } from "../../parts/Fields";
import { given, shown, TYPES } from "./template";

/** A variable as it is being declared: its default is what was typed. */
export interface Declaring extends Omit<Variable, "default_value"> {
  readonly key: number;
  readonly initial: string;
}

export function declaring(variables: readonly Variable[]): Declaring[] {
  return variables.map(({ default_value, ...rest }, key) => ({ ...rest, key, initial: shown(default_value) }));
}

/** The same with one more. */
export function withAnother(all: readonly Declaring[], one: Variable): Declaring[] {
  const { default_value, ...rest } = one;
  return [...all, { ...rest, key: Math.max(-1, ...all.map((each) => each.key)) + 1, initial: shown(default_value) }];
}

const BLANK: Variable = { name: "", type: "text", description_text: null, is_required: false, default_value: null };

/** What is sent; null where a default does not fit its type. */
export function variablesOf(all: readonly Declaring[]): Variable[] | null {
  const read = all.map(({ name, type, description_text, is_required, initial }) => ({ name: name.trim(), type, description_text, is_required, default: given(type, initial) }));
  if (read.some((one) => "fault" in one.default)) return null;
  return read.map(({ default: value, ...one }) => ({ ...one, default_value: "value" in value ? (value.value ?? null) : null }));
}

interface RowProps {
  one: Declaring;
  at: number;
  error: Error | null;
  disabled: boolean;
  change: (change: Partial<Declaring>) => void;
  remove: () => void;
}

function Row({ one, at, error, disabled, change, remove }: RowProps): ReactNode {
  const value = given(one.type, one.initial);
  const named = `variables_schema_json_array[${String(at)}]`;
  return (
    <li className="variable">
      <Field label="Name" className="mono" value={one.name} disabled={disabled} spellCheck={false} autoComplete="off" maxLength={64} fault={faultWithin(error, `${named}.name`)} onChange={(event) => { change({ name: event.target.value.replace(/\W/gu, "_") }); }} />
      <SelectField label="Type" value={one.type} disabled={disabled} onChange={(event) => { change({ type: event.target.value as VariableType }); }}>
        {Object.entries(TYPES).map(([type, name]) => <option key={type} value={type}>{name}</option>)}
      </SelectField>
      <Field label="Default" value={one.initial} disabled={disabled} autoComplete="off" fault={"fault" in value ? value.fault : faultWithin(error, `${named}.default_value`)} onChange={(event) => { change({ initial: event.target.value }); }} />
      <Field label="What it is" value={one.description_text ?? ""} disabled={disabled} maxLength={2_000} onChange={(event) => { change({ description_text: event.target.value || null }); }} />
      <Check label="Needed" checked={one.is_required} disabled={disabled} onChange={(event) => { change({ is_required: event.target.checked }); }} />
      {disabled ? null : <IconButton label={`Take ${one.name || "the variable"} out`} icon={X} onClick={remove} />}
    </li>
  );
}

interface Props {
  all: readonly Declaring[];
  error: Error | null;
  disabled: boolean;
  onChange: (all: Declaring[]) => void;
}

/** What a prompt's places name, each with its type. */
export function Variables({ all, error, disabled, onChange }: Props): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className="variables">
      <h2 id={id}>Variables</h2>
      {all.length === 0 ? <p className="quiet">Write a place such as {"{{ product }}"} into the text, and it can be declared here.</p> : null}
      <ul>
        {all.map((one, at) => (
          <Row key={one.key} one={one} at={at} error={error} disabled={disabled}
            change={(change) => { onChange(all.map((each) => (each === one ? { ...each, ...change } : each))); }}
            remove={() => { onChange(all.filter((each) => each !== one)); }} />
        ))}
      </ul>
      {disabled ? null : <Button small onClick={() => { onChange(withAnother(all, BLANK)); }}><Icon of={Plus} size={14} />Add a variable</Button>}
    </section>
  );
}
