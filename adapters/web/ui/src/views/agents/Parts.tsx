import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { Avatar, Icon } from "../../parts/Basics";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";

interface CrumbsProps {
  /** Where the list is. */
  all: string;
  title: string;
  /** Its avatar; where that is still to come its place is kept. */
  face?: { id: string; name: string; definitionId: string } | "coming" | null;
  children?: ReactNode;
}

/** Where one is among the agents. */
export function Crumbs({ all, title, face = null, children }: CrumbsProps): ReactNode {
  return (
    <nav className="crumbs short" aria-label="Where this is">
      <Link to={all}>Agents</Link><Icon of={ChevronRight} size={14} />
      {face === "coming" ? <span className="avatar square size-20" aria-hidden="true" /> : null}
      {face !== null && face !== "coming" ? <Avatar id={face.id} name={face.name} kind="agent" definitionId={face.definitionId} size={20} /> : null}
      <h1 className="cut">{title}</h1>
      {children}
    </nav>
  );
}

interface InsteadProps {
  all: string;
  error: Error | null;
  busy: boolean;
  retry: () => void;
  /** That there is nothing to show, once that is known. */
  missing: { title: string; why: string } | null;
}

/** In place of what is not read yet, could not be, or is not there. */
export function Instead({ all, error, busy, retry, missing }: InsteadProps): ReactNode {
  const way = <Link className="button" to={all}>All agents</Link>;
  if (error) return <Notice title="This could not be read" why={error} busy={busy} retry={retry}>{way}</Notice>;
  return missing ? <Notice title={missing.title} why={missing.why}>{way}</Notice> : <ListBones />;
}
