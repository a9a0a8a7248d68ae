import { type ReactNode, useId, useState } from "react";

import { type Prompt, useRender, type Variable } from "../../api/prompts";
import { faultWithin, isPlaced, sentence } from "../../lib/words";
import { Button, Field } from "../../parts/Basics";
import { TextField } from "../../parts/Fields";
import { given, shown, TYPES } from "./template";

function hintOf(one: Variable): string {
  const initial = one.default_value === null ? "" : `Without it: ${shown(one.default_value)}`;
  return [TYPES[one.type], one.description_text ?? "", initial].filter((words) => words !== "").join(". ");
}

/** The values that were typed; null where one does not fit. */
function valuesOf(variables: readonly Variable[], texts: Readonly<Record<string, string>>): Record<string, unknown> | null {
  const values: Record<string, unknown> = {};
  for (const one of variables) {
    const value = given(one.type, texts[one.name] ?? "");
    if ("fault" in value) return null;
    if (value.value !== undefined) values[one.name] = value.value;
  }
  return values;
}

/** The saved prompt with values in its places, as whoever uses it gets it. */
export function TryOut({ prompt, isChanged }: { prompt: Prompt; isChanged: boolean }): ReactNode {
  const id = useId();
  const render = useRender(prompt.id);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const variables = prompt.variables_schema_json_array;
  return (
    <section aria-labelledby={id} className="try-out">
      <h2 id={id}>Try it out</h2>
      <form noValidate onSubmit={(event) => {
        event.preventDefault();
        const values = valuesOf(variables, texts);
        if (values !== null) render.mutate(values);
      }}>
        {variables.map((one) => {
          const value = given(one.type, texts[one.name] ?? "");
          const shared = {
            label: one.name, hint: hintOf(one), value: texts[one.name] ?? "", fault: "fault" in value ? value.fault : faultWithin(render.error, `variables.${one.name}`),
            onChange: (event: { target: { value: string } }) => { setTexts({ ...texts, [one.name]: event.target.value }); },
          };
          return one.type === "json_object" ? <TextField key={one.name} {...shared} className="mono" /> : <Field key={one.name} {...shared} type={one.type === "date" ? "date" : "text"} />;
        })}
        <div className="try-do">
          <Button type="submit" busy={render.isPending}>Fill it in</Button>
          {isChanged ? <span className="quiet">Version {prompt.version} is used, without what is not saved.</span> : null}
        </div>
      </form>
      {render.error && !isPlaced(render.error, variables.map((one) => `variables.${one.name}`)) ? <p className="form-fault" role="alert">{sentence(render.error)}</p> : null}
      <div role="status">{render.data ? <pre className="rendered" tabIndex={0} aria-label="The text with its places filled in">{render.data.text}</pre> : null}</div>
    </section>
  );
}
