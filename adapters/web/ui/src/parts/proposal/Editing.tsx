import { ArrowRight, Undo2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

import type { Proposal } from "../../api/proposals";
import { count } from "../../lib/words";
import { useLive } from "../../live/context";
import { Button, IconButton, Icon } from "../Basics";
import { valueWords } from "./data";
import { EditField } from "./EditField";
import { type DiffRow, type Draft, draftOf, edited, type Edited, fieldsOf, nameOf, valueAt } from "./fields";
import { Sure } from "./Foot";
import { shortDigest } from "./words";

const TELL_MS = 5_000;

/** Tells the others that this proposal is being edited here, for as long as it is. */
function useTelling(messageId: string): void {
  const { connection } = useLive();
  useEffect(() => {
    const tell = (): void => { connection.send("editing_proposal", { message_id: messageId }); };
    tell();
    const timer = setInterval(tell, TELL_MS);
    return () => { clearInterval(timer); };
  }, [connection, messageId]);
}

function Diff({ rows, undo }: { rows: readonly DiffRow[]; undo: (name: string) => void }): ReactNode {
  const now = new Date();
  return (
    <div className="diff-part">
      <p className="diff-count" role="status">{rows.length === 0 ? "Nothing is changed yet" : count(rows.length, "change")}</p>
      {rows.length === 0 ? null : (
        <ul className="diff">
          {rows.map((row) => (
            <li key={row.name}>
              <code>{row.name}</code>
              <span className="diff-type">{row.type}</span>
              <span className="diff-values">
                <del><span className="unseen">from </span>{valueWords(row.old, now)}</del>
                <Icon of={ArrowRight} size={14} />
                <ins><span className="unseen">to </span>{valueWords(row.new, now)}</ins>
              </span>
              <IconButton className="tiny" label={`Undo the change of ${row.field.label}`} icon={Undo2} size={14} onClick={() => { undo(row.name); }} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Props {
  proposal: Proposal;
  /** What approving is called, and whether it is under way. */
  label: string;
  busy: boolean;
  approve: (data: Record<string, unknown>) => void;
  leave: () => void;
}

function Discarding({ changes, leave, stay }: { changes: number; leave: () => void; stay: () => void }): ReactNode {
  return (
    <footer className="proposal-foot" role="group" aria-label={`Discard ${count(changes, "change")}?`}>
      <span className="proposal-ask">Discard {count(changes, "change")}?</span>
      <Button autoFocus onClick={stay}>Keep editing</Button>
      <Button look="quiet" onClick={leave}>Discard</Button>
    </footer>
  );
}

function useDrafts(proposal: Proposal): { fields: ReturnType<typeof fieldsOf>; drafts: ReadonlyMap<string, Draft>; set: (name: string, draft: Draft | null) => void; now: Edited } {
  // What is edited is what was read: a change that comes meanwhile is met by the server's refusal.
  const [fields] = useState(() => fieldsOf(proposal.editable_schema_json, proposal.data_json));
  const [before] = useState(proposal.data_json);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const set = (name: string, draft: Draft | null): void => {
    setDrafts((old) => new Map([...[...old].filter(([key]) => key !== name), ...(draft === null ? [] : [[name, draft] as const])]));
  };
  return { fields, drafts, set, now: edited(fields, before, drafts) };
}

/** What is said at the end of the foot: that one value keeps it from being approved, else which data it is. */
function Note({ now, digest }: { now: Edited; digest: string }): ReactNode {
  if (now.faults.size > 0) return <span className="proposal-note">One value cannot be taken</span>;
  if (now.rows.length > 0 || digest === "") return <span className="proposal-note">What you see is what runs</span>;
  return <span className="proposal-note">What you see is what runs: <code>{shortDigest(digest)}</code></span>;
}

function EditFoot({ proposal, label, busy, approve, stop, now }: Omit<Props, "leave"> & { stop: () => void; now: Edited }): ReactNode {
  const [sure, setSure] = useState(false);
  const changes = now.rows.length;
  const words = changes === 0 ? label : `Approve with ${count(changes, "change")}`;
  const go = (): void => { approve(now.payload); };
  if (sure) return <footer className="proposal-foot"><Sure label={words} busy={busy} go={go} back={() => { setSure(false); }} /></footer>;
  return (
    <footer className="proposal-foot">
      <Button look="ink" busy={busy} disabled={now.faults.size > 0} onClick={() => { if (proposal.risk === "high") setSure(true); else go(); }}>{words}</Button>
      <Button look="quiet" disabled={busy} onClick={stop}>{changes === 0 ? "Stop editing" : "Discard changes"}</Button>
      <Note now={now} digest={proposal.digest} />
    </footer>
  );
}

/** The fields of a proposal, what was changed, and approving it so. Nothing leaves this page until then. */
export function Editing({ proposal, label, busy, approve, leave }: Props): ReactNode {
  const { fields, drafts, set, now } = useDrafts(proposal);
  const [asks, setAsks] = useState(false);
  const first = useRef<HTMLDivElement>(null);
  useTelling(proposal.message_id);
  useEffect(() => {
    first.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, []);
  const stop = (): void => {
    if (now.rows.length > 0 || now.faults.size > 0) setAsks(true);
    else leave();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (asks) setAsks(false);
    else stop();
  };
  return (
    <div className="proposal-editing" onKeyDown={press}>
      <div className="edit-fields" ref={first}>
        {fields.map((field) => {
          const name = nameOf(field);
          const draft = drafts.get(name) ?? draftOf(field, valueAt(proposal.data_json, field.path));
          return <EditField key={name} field={field} draft={draft} fault={now.faults.get(name) ?? null} set={(value) => { set(name, value); }} />;
        })}
      </div>
      <Diff rows={now.rows} undo={(name) => { set(name, null); }} />
      {asks ? <Discarding changes={Math.max(1, now.rows.length)} leave={leave} stay={() => { setAsks(false); }} /> : (
        <EditFoot proposal={proposal} label={label} busy={busy} approve={approve} stop={stop} now={now} />
      )}
    </div>
  );
}
