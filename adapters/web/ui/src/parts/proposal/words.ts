import type { Decision, Proposal, ProposalAction } from "../../api/proposals";
import { clock, sameDay } from "../../lib/format";
import { moment } from "../../lib/times";

/** What a proposal says of itself: who may decide, by when, and how it ended. */

const PAST: Record<string, string> = { approve: "Approved", reject: "Rejected", decline: "Declined", accept: "Accepted", confirm: "Confirmed" };
const REFUSING = /^(?:reject|decline|deny|cancel|refuse|no|discard|keep|skip|not)(?:[_-]|$)/iu;
const RANK = ["guest", "member", "admin", "owner"];

/** The button that stands for doing it: the one marked so, else the first that does not refuse. */
export function mainAction(actions: readonly ProposalAction[]): ProposalAction | undefined {
  return actions.find((one) => one.style === "primary") ?? actions.find((one) => !refuses(one));
}

/** Whether a button says no. */
export function refuses(action: ProposalAction): boolean {
  return action.style === "danger" || (action.style !== "primary" && REFUSING.test(action.action_id));
}

/** Whether a person may decide; the server's own word counts where it gave one. */
export function mayDecide(proposal: Proposal, myId: string, role: string): boolean {
  if (typeof proposal.may_decide === "boolean") return proposal.may_decide;
  const rank = RANK.indexOf(role);
  if (rank < 1) return false;
  const named = proposal.decider_user_ids_array ?? [];
  if (named.length > 0) return named.includes(myId);
  const needed = proposal.required_role ?? (proposal.risk === "high" ? "admin" : "member");
  return rank >= RANK.indexOf(needed);
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat(undefined, { type: "disjunction" }).format(names);
}

/** Who decides, as a sentence; `nameOf` knows the people of the workspace. */
export function whoDecides(proposal: Proposal, nameOf: (id: string) => string | null): string {
  const named = (proposal.decider_user_ids_array ?? []).map((id) => nameOf(id) ?? "somebody who was named");
  const agree = proposal.quorum > 1 ? ` ${String(proposal.quorum)} have to agree.` : "";
  if (named.length > 0) return `${listed(named)} decides.${agree}`;
  const needed = proposal.required_role ?? (proposal.risk === "high" ? "admin" : "member");
  if (needed === "owner") return `An owner decides.${agree}`;
  return `${needed === "admin" ? "An owner or admin" : "Any member"} decides.${agree}`;
}

function labelOf(proposal: Proposal, actionId: string | null): string | null {
  if (actionId === null) return null;
  return proposal.actions_array.find((one) => one.action_id === actionId)?.label ?? actionId;
}

/** By when, and what happens if nobody decides. */
export function ifNobody(proposal: Proposal, now: Date): string | null {
  if (proposal.expires_at === null) return null;
  const at = moment(new Date(proposal.expires_at), now);
  const label = labelOf(proposal, proposal.default_action_id);
  return label === null ? `If nobody does by ${at}, nothing happens.` : `If nobody does by ${at}, the answer is “${label}”.`;
}

const onPlatform = (decision: Decision): string => {
  const platform = decision.platform;
  return platform && platform !== "web" ? ` on ${platform.charAt(0).toLocaleUpperCase()}${platform.slice(1)}` : "";
};

/** `Approved`, `Rejected`, else what was pressed in quotes. */
export function verb(proposal: Proposal, actionId: string): string {
  return PAST[actionId] ?? `“${labelOf(proposal, actionId) ?? actionId}”`;
}

export interface Verdict {
  tone: "yes" | "no" | "over";
  title: string;
  under: string | null;
}

/** Whether what was decided is to be done. */
function isYes(proposal: Proposal, actionId: string): boolean {
  return mainAction(proposal.actions_array)?.action_id === actionId;
}

function changed(decision: Decision): string {
  const number = decision.changes?.length ?? 0;
  return number === 0 ? "" : ` with ${String(number)} ${number === 1 ? "change" : "changes"}`;
}

/** How a proposal ended; null while it is open. */
export function verdict(proposal: Proposal, now: Date): Verdict | null {
  const { decision } = proposal;
  if (proposal.state === "expired" || (decision !== null && decision.user_id === null)) return expired(proposal, now);
  if (decision === null) return null;
  const who = decision.user_name ?? "somebody";
  const at = moment(new Date(decision.decided_at), now);
  return {
    tone: isYes(proposal, decision.action_id) ? "yes" : "no",
    title: `${verb(proposal, decision.action_id)} by ${who}${changed(decision)}${onPlatform(decision)}, ${at}`,
    under: decision.comment ? `“${decision.comment}”` : null,
  };
}

function expired(proposal: Proposal, now: Date): Verdict {
  const at = new Date(proposal.decision?.decided_at ?? proposal.expires_at ?? now);
  const label = labelOf(proposal, proposal.decision?.action_id ?? proposal.default_action_id);
  const when = sameDay(at, now) ? `today at ${clock(at)}` : moment(at, now);
  return {
    tone: "over",
    title: `Expired ${when}`,
    under: label === null ? "Nobody decided in time, so nothing happens." : `Nobody decided in time, so the answer is “${label}”.`,
  };
}

/** What whoever pressed second is told: `Theo was faster: approved at 14:31 on Slack`. */
export function faster(proposal: Proposal, now: Date): string | null {
  const { decision } = proposal;
  if (decision === null || decision.user_id === null) return null;
  const [first = "Somebody"] = (decision.user_name ?? "Somebody").split(" ");
  const what = PAST[decision.action_id]?.toLocaleLowerCase() ?? verb(proposal, decision.action_id);
  return `${first} was faster: ${what} at ${moment(new Date(decision.decided_at), now)}${onPlatform(decision)}`;
}

/** `9f2c 41a0`: the start of the digest, to compare at a glance. */
export function shortDigest(digest: string): string {
  const start = digest.replace(/^sha256:/u, "").slice(0, 8);
  return `${start.slice(0, 4)} ${start.slice(4)}`.trim();
}
