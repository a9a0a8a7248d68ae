import type { ReactNode } from "react";

/** Data as it is, for whoever reads JSON. */
export function Json({ value, label }: { value: unknown; label: string }): ReactNode {
  return <pre className="json" tabIndex={0} role="group" aria-label={label}>{JSON.stringify(value, null, 2)}</pre>;
}
