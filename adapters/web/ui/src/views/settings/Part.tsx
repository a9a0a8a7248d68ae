import { type ReactNode, useId } from "react";

import { sentence } from "../../lib/words";

/** A part of a settings page. */
export function Part({ title, under, children }: { title: string; under?: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className="settings-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {under ? <p className="settings-under">{under}</p> : null}
      {children}
    </section>
  );
}

/** The button that keeps a form, with what came of it beside it. */
export function Kept({ error, isKept, words = "Saved", children }: { error: Error | null; isKept: boolean; words?: string; children: ReactNode }): ReactNode {
  return (
    <div className="settings-keep">
      {children}
      <span role="status">{isKept ? words : ""}</span>
      {error ? <span className="fault" role="alert">{sentence(error)}</span> : null}
    </div>
  );
}
