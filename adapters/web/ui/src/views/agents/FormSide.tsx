import type { ReactNode } from "react";

import type { Definition, Trigger } from "../../api/agents";
import { Field } from "../../parts/Basics";
import { Check } from "../../parts/Fields";
import { stepName } from "../runs/words";
import type { Finding } from "./findings";
import { KeyField } from "./KeyField";
import { type Key, keyAt, TIMES } from "./schema";
import { settledFirst } from "./values";
import { applied, drop, type Edit, type Json, put, putTrigger, type Reading } from "./yaml";

/** What is edited, as text and as it was read, and what is wrong with it. */
export interface Sides {
  definition: Definition;
  schema: Key;
  text: string;
  reading: Reading;
  findings: readonly Finding[];
  isReadOnly: boolean;
  onText: (text: string) => void;
}

const asMap = (value: unknown): Json => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {});

/** What is missing is told at the section, by its name. */
function faultOfInput(findings: readonly Finding[], name: string): string | null {
  return faultAt(findings, `inputs.${name}`) ?? findings.find((one) => one.path === "inputs" && one.message.startsWith(`'${name}'`))?.message ?? null;
}

function faultAt(findings: readonly Finding[], path: string): string | null {
  return findings.find((one) => one.path === path)?.message ?? null;
}

interface TriggerState {
  at: number;
  isOn: boolean;
  cron: string | undefined;
}

/** What the text says of a trigger. */
function stateOf(trigger: Trigger, triggers: unknown): TriggerState {
  const list = Array.isArray(triggers) ? triggers.map(asMap) : [];
  const at = list.findIndex((one) => one.trigger_definition_key === trigger.key);
  const entry = list[at] ?? {};
  const cron = asMap(entry.config_override).cron_expression;
  return { at, isOn: (entry.enabled ?? trigger.is_enabled_by_default) !== false, cron: typeof cron === "string" ? cron : undefined };
}

function TriggerFields({ trigger, state, fault, isReadOnly, edit }: { trigger: Trigger; state: TriggerState; fault: string | null; isReadOnly: boolean; edit: (name: "enabled" | "cron_expression", value: boolean | string) => void }): ReactNode {
  const initial = trigger.default_config_json?.cron_expression;
  const listId = `times-${trigger.key}`;
  const about = trigger.description_text?.includes(" ") ? trigger.description_text : undefined;
  return (
    <div className="form-trigger">
      <Check label={stepName(trigger.key)} {...(about ? { hint: about } : {})} checked={state.isOn} disabled={isReadOnly} onChange={(event) => { edit("enabled", event.target.checked); }} />
      {trigger.type === "schedule" && trigger.is_user_overridable !== false && state.isOn ? (
        <>
          <Field label={`When: ${stepName(trigger.key).toLowerCase()}`} className="mono" fault={fault} hint={`Minute, hour, day, month, weekday.${typeof initial === "string" ? ` Without it: ${initial}` : ""}`} value={state.cron ?? ""} disabled={isReadOnly} list={listId} placeholder={typeof initial === "string" ? initial : ""} autoComplete="off" spellCheck={false} onChange={(event) => { edit("cron_expression", event.target.value); }} />
          <datalist id={listId}>{TIMES.map((one) => <option key={one.text} value={one.text}>{one.about}</option>)}</datalist>
        </>
      ) : null}
    </div>
  );
}

/** The same text as fields: each change is made where it stands in the YAML, whose comments stay. */
export function FormSide({ definition, schema, text, reading, findings, isReadOnly, onText }: Sides): ReactNode {
  const { values } = reading;
  if (values === null) return <p className="form-note">The YAML cannot be read just now, so there is no form of it. Correct the marked line and the fields come back.</p>;
  const inputs = asMap(values.inputs);
  const model = asMap(values.stack_preferences).llm_model;
  const does = (edit: Edit | null): void => { if (edit !== null) onText(applied(text, edit)); };
  const set = (section: string, key: Key, value: unknown): void => { does(value === undefined ? drop(text, section, key.name, key.initial) : put(text, section, key.name, value)); };
  const keys = settledFirst(keyAt(schema, ["inputs"])?.keys ?? []);
  const modelKey = keyAt(schema, ["stack_preferences", "llm_model"]);
  return (
    <>
      {keys.length === 0 && definition.triggers_config_json_array.length === 0 ? <p className="quiet">This agent has nothing to set.</p> : null}
      {keys.map((one) => <KeyField key={one.name} field={one} value={inputs[one.name] ?? undefined} disabled={isReadOnly} fault={faultOfInput(findings, one.name)} onChange={(value) => { set("inputs", one, value); }} />)}
      {modelKey?.values ? <KeyField field={modelKey} value={model ?? undefined} disabled={isReadOnly} fault={faultAt(findings, "stack_preferences.llm_model")} onChange={(value) => { set("stack_preferences", modelKey, value); }} /> : null}
      {definition.triggers_config_json_array.length > 0 ? (
        <fieldset className="form-triggers">
          <legend>What may start it</legend>
          {definition.triggers_config_json_array.map((one) => {
            const state = stateOf(one, values.triggers);
            return (
              <TriggerFields key={one.key} trigger={one} state={state} isReadOnly={isReadOnly}
                fault={state.at < 0 ? null : faultAt(findings, `triggers[${String(state.at)}].config_override.cron_expression`)}
                edit={(name, value) => { does(putTrigger(text, one.key, name, value)); }} />
            );
          })}
        </fieldset>
      ) : null}
    </>
  );
}
