import { Clock, Pencil } from "lucide-react";
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from "react";

import { ApiError } from "../api/client";
import { useNameOf } from "../api/members";
import { type Proposal, proposalOf, useDecide, useEditor, useNewest } from "../api/proposals";
import { useMe } from "../api/queries";
import type { Message } from "../api/types";
import { useNow } from "../lib/media";
import { timeLeft } from "../lib/times";
import { sentence } from "../lib/words";
import { useLive } from "../live/context";
import { Icon } from "./Basics";
import { Data } from "./proposal/Data";
import { Foot, Votes } from "./proposal/Foot";
import { Outcome } from "./proposal/Outcome";
import { faster, ifNobody, mainAction, mayDecide, type Verdict, verdict, whoDecides } from "./proposal/words";

const Editing = lazy(() => import("./proposal/Editing").then(({ Editing: part }) => ({ default: part })));
const HALF_MINUTE = 30_000;

function Left({ proposal, now }: { proposal: Proposal; now: Date }): ReactNode {
  if (proposal.expires_at === null) return null;
  const until = new Date(proposal.expires_at);
  const left = timeLeft(new Date(proposal.created_at ?? now), until, now);
  return <span className={left.isSoon ? "tag warn" : "tag"}><Icon of={Clock} size={14} /><time dateTime={until.toISOString()}>{left.words}</time></span>;
}

/** Why approval is needed, who gives it, and what happens if nobody does. */
function Needs({ proposal, nameOf, now }: { proposal: Proposal; nameOf: (id: string) => string | null; now: Date }): ReactNode {
  const why = proposal.risk === "high" ? "Costs money or leaves the workspace. " : "";
  const rest = ifNobody(proposal, now);
  return <p className="proposal-needs">{why}{whoDecides(proposal, nameOf)}{rest ? ` ${rest}` : ""}</p>;
}

interface Deciding {
  pressed: string | null;
  fault: string | null;
  /** Somebody else was faster than a press here. */
  isLate: boolean;
  decide: (actionId: string, comment: string, edited?: Record<string, unknown>) => void;
}

function useDeciding(proposal: Proposal, workspaceId: string): Deciding {
  const decision = useDecide(proposal, workspaceId);
  const { error } = decision;
  const isLate = error instanceof ApiError && (error.code === "already_decided" || error.code === "proposal_expired");
  return {
    pressed: decision.isPending ? decision.variables.action_id : null,
    fault: error !== null && !(isLate && proposal.state !== "open") ? sentence(error) : null,
    isLate,
    decide: (action_id, comment, edited_payload) => {
      decision.mutate({ action_id, ...(comment === "" ? {} : { comment }), ...(edited_payload === undefined ? {} : { edited_payload }) });
    },
  };
}

/** Whoever decided stays on the card when its buttons are gone. */
function useFocusKept(isOpen: boolean): RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null);
  const was = useRef(isOpen);
  useEffect(() => {
    if (was.current && !isOpen && document.activeElement === document.body) card.current?.focus({ preventScroll: true });
    was.current = isOpen;
  }, [isOpen]);
  return card;
}

interface OpenProps {
  proposal: Proposal;
  deciding: Deciding;
  myId: string;
  may: boolean;
  isEditing: boolean;
  setEditing: (editing: boolean) => void;
}

/** What an open proposal offers: its fields while it is edited, else its data and buttons, or who decides. */
function Open({ proposal, deciding, myId, may, isEditing, setEditing }: OpenProps): ReactNode {
  const main = mainAction(proposal.actions_array);
  const canEdit = proposal.editable_schema_json !== null && main !== undefined;
  const { pressed, decide } = deciding;
  if (isEditing && main) {
    return (
      <Suspense fallback={<Data data={proposal.data_json} />}>
        <Editing proposal={proposal} label={main.label} busy={pressed !== null} leave={() => { setEditing(false); }}
          approve={(edited) => { decide(main.action_id, "", Object.keys(edited).length === 0 ? undefined : edited); }} />
      </Suspense>
    );
  }
  return (
    <>
      <Data data={proposal.data_json} />
      {may ? (
        <Foot proposal={proposal} myId={myId} pressed={pressed} canEdit={canEdit} edit={() => { setEditing(true); }} decide={decide} />
      ) : <Voted proposal={proposal} myId={myId} />}
    </>
  );
}

/** For whoever cannot press anything, or has: how far the others are. */
function Voted({ proposal, myId }: { proposal: Proposal; myId: string }): ReactNode {
  return proposal.quorum < 2 ? null : <footer className="proposal-foot"><Votes proposal={proposal} myId={myId} /></footer>;
}

function useRole(workspaceId: string): string {
  return useMe().data?.workspaces.find((one) => one.id === workspaceId)?.role ?? "guest";
}

/** Who edits it just now, in one word; null for nobody but whoever looks. */
function useOther(messageId: string, myId: string, nameOf: (id: string) => string | null): string | null {
  const editorId = useEditor(messageId);
  if (editorId === null || editorId === myId) return null;
  return nameOf(editorId)?.split(" ")[0] ?? "Somebody";
}

interface HeadProps {
  proposal: Proposal;
  editor: string | null;
  isEditing: boolean;
  nameOf: (id: string) => string | null;
  now: Date;
}

/** Below the title of an open proposal: how long there is, why it is asked, and who decides. */
function OpenHead({ proposal, editor, isEditing, nameOf, now }: HeadProps): ReactNode {
  if (isEditing) return <span className="tag accent"><Icon of={Pencil} size={14} />You are editing</span>;
  return (
    <>
      {editor === null ? null : <span className="tag"><Icon of={Pencil} size={14} />{editor} is editing this</span>}
      <Left proposal={proposal} now={now} />
      <Needs proposal={proposal} nameOf={nameOf} now={now} />
    </>
  );
}

function lookOf(ended: Verdict | null, isEditing: boolean): string {
  if (ended !== null) return `shut ${ended.tone}`;
  return isEditing ? "editing" : "open";
}

interface CardProps {
  proposal: Proposal;
  workspaceId: string;
  me: { id: string };
}

/** A proposal with whatever is known of it, for lists that are given proposals instead of messages. */
export function Card({ proposal: given, workspaceId, me }: CardProps): ReactNode {
  const proposal = useNewest(given);
  const now = new Date(useNow(HALF_MINUTE));
  const nameOf = useNameOf(workspaceId);
  const role = useRole(workspaceId);
  const deciding = useDeciding(proposal, workspaceId);
  const [wantsEditing, setEditing] = useState(false);
  const editor = useOther(proposal.message_id, me.id, nameOf);
  const ended = verdict(proposal, now);
  const isOpen = ended === null;
  const card = useFocusKept(isOpen);
  const isEditing = wantsEditing && isOpen;
  return (
    <section ref={card} className={`proposal ${lookOf(ended, isEditing)}`} aria-label={proposal.title_text} tabIndex={-1}>
      <header className="proposal-head">
        <h2>{proposal.title_text}</h2>
        {isOpen ? <OpenHead proposal={proposal} editor={editor} isEditing={isEditing} nameOf={nameOf} now={now} /> : null}
        {proposal.description_text && !isEditing ? <p className="proposal-why">{proposal.description_text}</p> : null}
      </header>
      {isOpen ? (
        <Open proposal={proposal} deciding={deciding} myId={me.id} may={mayDecide(proposal, me.id, role)} isEditing={isEditing} setEditing={setEditing} />
      ) : null}
      {deciding.fault ? <p className="proposal-fault" role="alert">{deciding.fault}</p> : null}
      <div role="status">
        {isOpen ? null : <Outcome proposal={proposal} verdict={ended} late={deciding.isLate ? faster(proposal, me.id, now) : null} workspaceId={workspaceId} />}
      </div>
    </section>
  );
}

/** Something that people are asked to decide, as a message brings it: with buttons while it is open, then how it ended. */
export default function ProposalCard({ message }: { message: Message }): ReactNode {
  const { workspaceId, myId } = useLive();
  const proposal = proposalOf(message);
  return proposal === null ? null : <Card proposal={proposal} workspaceId={workspaceId} me={{ id: myId }} />;
}
