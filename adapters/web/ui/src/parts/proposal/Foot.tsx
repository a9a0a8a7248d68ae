import { MessageSquare, Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";

import type { Proposal, ProposalAction } from "../../api/proposals";
import { Button, Icon } from "../Basics";
import { TextField } from "../Fields";
import { approves, mainAction } from "./words";

interface Props {
  proposal: Proposal;
  myId: string;
  /** The button that is being answered, if any. */
  pressed: string | null;
  canEdit: boolean;
  edit: () => void;
  decide: (actionId: string, comment: string) => void;
}

function agrees(proposal: Proposal, actionId: string): boolean {
  return proposal.actions_array.some((one) => one.action_id === actionId && approves(one));
}

/** How many agree so far, where more than one has to. */
export function Votes({ proposal, myId }: { proposal: Proposal; myId: string }): ReactNode {
  if (proposal.quorum < 2) return null;
  const votes = proposal.votes ?? [];
  const mine = votes.find((vote) => vote.user_id === myId);
  const label = proposal.actions_array.find((one) => one.action_id === mine?.action_id)?.label;
  return (
    <span className="proposal-note">
      {String(votes.filter((vote) => agrees(proposal, vote.action_id)).length)} of {String(proposal.quorum)} agree{label ? `, you chose “${label}”` : ""}
    </span>
  );
}

/** The second press that what is of high risk needs. */
export function Sure({ label, busy, go, back }: { label: string; busy: boolean; go: () => void; back: () => void }): ReactNode {
  return (
    <>
      <Button autoFocus look="ink" busy={busy} onClick={go}>{label}?</Button>
      <Button look="quiet" disabled={busy} onClick={back}>Not yet</Button>
      <span className="proposal-note">This costs money or leaves the workspace. Press once more.</span>
    </>
  );
}

/** The buttons of an open proposal. What is of high risk is pressed twice; every button is off while one is answered. */
export function Foot({ proposal, myId, pressed, canEdit, edit, decide }: Props): ReactNode {
  const [comment, setComment] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const busy = pressed !== null;
  const main = mainAction(proposal.actions_array);
  const others = proposal.actions_array.filter((one) => one !== main);
  const press = (action: ProposalAction): void => { decide(action.action_id, comment?.trim() ?? ""); };
  const button = (action: ProposalAction, look: "outline" | "quiet"): ReactNode => (
    <Button key={action.action_id} look={look} busy={pressed === action.action_id} disabled={busy && pressed !== action.action_id} onClick={() => { press(action); }}>{action.label}</Button>
  );
  return (
    <div onKeyDown={(event) => { if (event.key === "Escape" && sure) setSure(false); }}>
      {comment === null ? null : (
        <div className="proposal-comment">
          <TextField label="Comment" autoFocus rows={2} maxLength={2_000} value={comment} disabled={busy} onChange={(event) => { setComment(event.target.value); }} />
        </div>
      )}
      <footer className="proposal-foot">
        {sure && main ? <Sure label={main.label} busy={busy} go={() => { press(main); }} back={() => { setSure(false); }} /> : (
          <>
            {main ? (
              <Button look="ink" busy={pressed === main.action_id} disabled={busy && pressed !== main.action_id}
                onClick={() => { if (proposal.risk === "high") setSure(true); else press(main); }}>{main.label}</Button>
            ) : null}
            {canEdit ? <Button disabled={busy} onClick={edit}><Icon of={Pencil} size={14} />Edit</Button> : null}
            {others.filter(approves).map((one) => button(one, "outline"))}
            <span className="proposal-end">
              <Votes proposal={proposal} myId={myId} />
              {comment === null ? <Button look="quiet" disabled={busy} onClick={() => { setComment(""); }}><Icon of={MessageSquare} size={14} />Comment</Button> : null}
              {others.filter((one) => !approves(one)).map((one) => button(one, "quiet"))}
            </span>
          </>
        )}
      </footer>
    </div>
  );
}
