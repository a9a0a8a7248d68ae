import { type ComponentProps, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";

export interface Labelled {
  label: string;
  hint?: string | null | undefined;
  fault?: string | null | undefined;
}

/** What ties an input to its label and its note. */
export interface Noted {
  id: string;
  "aria-invalid"?: true | undefined;
  "aria-describedby"?: string | undefined;
}

/** A label, what it names, and below the hint or in its place the fault. */
export function Around({ label, hint, fault, children }: Labelled & { children: (named: Noted) => ReactNode }): ReactNode {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-invalid": fault ? true : undefined, "aria-describedby": note ? `${id}-note` : undefined })}
      {note ? <p id={`${id}-note`} className={fault ? "field-note fault" : "field-note"}>{note}</p> : null}
    </div>
  );
}

/** One of several, by the browser's own list: it works with every finger and reader. */
export function SelectField({ label, hint, fault, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & Labelled): ReactNode {
  return (
    <Around label={label} hint={hint} fault={fault}>
      {(named) => <div className="field-box"><select {...rest} {...named}>{children}</select></div>}
    </Around>
  );
}

/** Several lines. */
export function TextField({ label, hint, fault, ...rest }: ComponentProps<"textarea"> & Labelled): ReactNode {
  return (
    <Around label={label} hint={hint} fault={fault}>
      {(named) => <div className="field-box tall"><textarea rows={3} {...rest} {...named} /></div>}
    </Around>
  );
}

/** Yes or no, with what it means beside it. */
export function Check({ label, hint, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string }): ReactNode {
  const id = useId();
  return (
    <div className="check">
      <input {...rest} id={id} type="checkbox" aria-describedby={hint ? `${id}-note` : undefined} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? <p id={`${id}-note`} className="field-note">{hint}</p> : null}
      </div>
    </div>
  );
}

/** A choice that narrows a list, on one line with its name. */
export function Filter({ label, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & { label: string }): ReactNode {
  const id = useId();
  return (
    <span className="filter-line">
      <label htmlFor={id}>{label}</label>
      <select {...rest} id={id} className="filter">{children}</select>
    </span>
  );
}
