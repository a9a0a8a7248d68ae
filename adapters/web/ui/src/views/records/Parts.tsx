import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { ApiError } from "../../api/client";
import { faultWithin, isPlaced, sentence } from "../../lib/words";
import { Button, Icon } from "../../parts/Basics";
import { Notice } from "../../parts/Notice";
import { ListBones, Page } from "../Page";
import type { Shell } from "../WorkspaceShell";

interface PlaceProps {
  shell: Shell;
  /** The list it belongs to. */
  list: { to: string; name: string };
  title: string;
  tag?: string | null;
  isRead: boolean;
  error: Error | null;
  busy: boolean;
  retry: () => void;
  /** Once it is read. */
  children: () => ReactNode;
}

/** The page of one thing of a list: where one is, and in place of what is not here yet the reason. */
export function Place({ shell, list, title, tag = null, isRead, error, busy, retry, children }: PlaceProps): ReactNode {
  const head = (
    <nav className="crumbs" aria-label="Where this is">
      <Link to={list.to}>{list.name}</Link><Icon of={ChevronRight} size={14} /><h1 className="cut">{title}</h1>
      {tag === null ? null : <span className="tag">{tag}</span>}
    </nav>
  );
  const instead = error === null ? <ListBones /> : <Notice title="This could not be read" why={error} busy={busy} retry={retry}><Link className="button" to={list.to}>{list.name}</Link></Notice>;
  return (
    <Page shell={shell} title={title} head={head} back={{ to: list.to, label: `Back to ${list.name.toLowerCase()}` }}>
      <div className="view" data-region="messages" tabIndex={0}><div className="wide-column">{isRead ? children() : instead}</div></div>
    </Page>
  );
}

function isTaken(error: Error | null): boolean {
  return error instanceof ApiError && error.code === "name_taken";
}

/** What is wrong with a name. */
export function nameFault(error: Error | null, what: string): string | null {
  return isTaken(error) ? `There is a ${what} of this name already.` : faultWithin(error, "name");
}

/** Why a form was not kept, where none of its fields says so. */
export function FormFault({ error, fields }: { error: Error | null; fields: readonly string[] }): ReactNode {
  if (error === null || isTaken(error) || isPlaced(error, fields)) return null;
  return <p className="form-fault" role="alert">{sentence(error)}</p>;
}

interface KeepProps {
  label: string;
  canSave: boolean;
  busy: boolean;
  said: string;
  /** What takes it away, where it is there already. */
  remove: { label: string; ask: () => void } | null;
}

/** The end of a form: what keeps it, what takes the thing away, and what came of it. */
export function Keep({ label, canSave, busy, said, remove }: KeepProps): ReactNode {
  return (
    <div className="keep">
      <Button look="ink" type="submit" busy={busy} disabled={!canSave}>{label}</Button>
      {remove ? <Button look="quiet" onClick={remove.ask}>{remove.label}</Button> : null}
      <span role="status" className="quiet">{said}</span>
    </div>
  );
}
