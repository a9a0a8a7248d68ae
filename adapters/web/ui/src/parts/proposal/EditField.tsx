import type { ReactNode } from "react";

import { Field } from "../Basics";
import { Check, SelectField, TextField } from "../Fields";
import { bounds, type Draft, type EditField as Typed } from "./fields";

interface Props {
  field: Typed;
  draft: Draft;
  fault: string | null;
  set: (draft: Draft) => void;
}

const INPUT: Partial<Record<Typed["kind"], string>> = { date: "date", time: "time", moment: "datetime-local" };

function hintOf(field: Typed): string | undefined {
  const within = bounds(field);
  const words = [field.hint, within].filter((one) => one !== null);
  return words.length === 0 ? undefined : words.join(", ");
}

function Several({ field, draft, set }: Props): ReactNode {
  const chosen = Array.isArray(draft) ? (draft as readonly string[]) : [];
  return (
    <fieldset className="checks">
      <legend>{field.label}</legend>
      {field.choices.map(String).map((one) => (
        <Check key={one} label={one} checked={chosen.includes(one)}
          onChange={(event) => { set(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one)); }} />
      ))}
    </fieldset>
  );
}

function Written({ field, draft, fault, set }: Props): ReactNode {
  const hint = hintOf(field);
  const value = typeof draft === "string" ? draft : "";
  const shared = { label: field.label, fault, value, onChange: (event: { target: { value: string } }): void => { set(event.target.value); } };
  if (field.kind === "choice") {
    return (
      <SelectField {...shared} hint={hint}>
        {field.isRequired ? null : <option value="">–</option>}
        {field.choices.map(String).map((one) => <option key={one}>{one}</option>)}
      </SelectField>
    );
  }
  if (field.kind === "list") return <TextField {...shared} hint={hint ?? "One on each line"} />;
  if (field.kind === "long") return <TextField {...shared} hint={hint} />;
  const isNumber = field.kind === "number" || field.kind === "integer";
  return (
    <Field {...shared} {...(hint === undefined ? {} : { hint })} type={INPUT[field.kind] ?? "text"} {...(isNumber ? { inputMode: "decimal" as const } : {})} />
  );
}

/** One value that may be edited, in the field of its type, with its bounds below. */
export function EditField(props: Props): ReactNode {
  const { field, draft, set } = props;
  if (field.kind === "choices") return <Several {...props} />;
  if (field.kind !== "boolean") return <Written {...props} />;
  const hint = hintOf(field);
  return <Check label={field.label} {...(hint === undefined ? {} : { hint })} checked={draft === true} onChange={(event) => { set(event.target.checked); }} />;
}
