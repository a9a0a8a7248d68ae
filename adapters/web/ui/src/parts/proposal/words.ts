import type { Decision, Proposal, ProposalAction } from "../../api/proposals";
import { clock, sameDay } from "../../lib/format";
import { moment } from "../../lib/times";

/** What a proposal says of itself: who may decide, by when, and how it ended. */

const PAST: Record<string, string> = { approve: "Approved", reject: "Rejected", decline: "Declined", accept: "Accepted", confirm: "Confirmed" };
const RANK = ["guest", "member", "admin", "owner"];
const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const NO = words(
  "no reject rejected refuse refused decline declined deny denied dismiss dismissed cancel cancelled canceled ignore skip abort stop never not" +
  " dont disapprove disagree later snooze postpone wait clarify clarification",
);
const YES = words("yes ok okay approve approved accept accepted allow agree confirm confirmed");

/** Whether pressing a button lets happen what was asked for; the server reads it the same way. */
export function approves(action: ProposalAction): boolean {
  for (const said of [action.action_id, action.label]) {
    const heard = said.toLowerCase().replaceAll(/['’]/gu, "").match(/[a-z]+/gu) ?? [];
    if (heard.some((one) => YES.has(one))) return true;
    if (heard.some((one) => NO.has(one))) return false;
  }
  return action.style !== "secondary";
}

/** The button that stands for doing it: the one marked so, else the first that approves. */
export function mainAction(actions: readonly ProposalAction[]): ProposalAction | undefined {
  return actions.find((one) => one.style === "primary") ?? actions.find(approves);
}

/** Whether a person may decide; the server's own word counts where it gave one. */
export function mayDecide(proposal: Proposal, myId: string, role: string): boolean {
  if (proposal.votes?.some((vote) => vote.user_id === myId)) return false;
  if (typeof proposal.may_decide === "boolean") return proposal.may_decide;
  const rank = RANK.indexOf(role);
  if (rank < Math.max(1, RANK.indexOf(proposal.required_role ?? "member"))) return false;
  const named = proposal.decider_user_ids_array ?? [];
  if (rank >= RANK.indexOf("admin") || named.includes(myId)) return true;
  return named.length === 0 && proposal.risk === "low";
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat(undefined, { type: "disjunction" }).format(names);
}

/** Who decides, as a sentence; `nameOf` knows the people of the workspace. */
export function whoDecides(proposal: Proposal, nameOf: (id: string) => string | null): string {
  const agree = proposal.quorum > 1 ? ` ${String(proposal.quorum)} have to agree.` : "";
  return `${deciders(proposal, nameOf)} decides.${agree}`;
}

function deciders(proposal: Proposal, nameOf: (id: string) => string | null): string {
  if (proposal.required_role === "owner") return "An owner";
  if (proposal.required_role === "admin") return "An owner or admin";
  const named = (proposal.decider_user_ids_array ?? []).map((id) => nameOf(id) ?? "somebody who was named");
  if (named.length > 0) return listed([...named, "an owner", "an admin"]);
  return proposal.risk === "high" ? "An owner or admin" : "Any member";
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
  return approves(proposal.actions_array.find((one) => one.action_id === actionId) ?? { label: actionId, action_id: actionId });
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
export function faster(proposal: Proposal, myId: string, now: Date): string | null {
  const { decision } = proposal;
  if (decision === null || decision.user_id === null) return null;
  const [first = "Somebody"] = (decision.user_name ?? "Somebody").split(" ");
  const what = PAST[decision.action_id]?.toLocaleLowerCase() ?? verb(proposal, decision.action_id);
  const who = decision.user_id === myId ? "You had decided" : `${first} was faster`;
  return `${who}: ${what} at ${moment(new Date(decision.decided_at), now)}${onPlatform(decision)}`;
}

/** `9f2c 41a0`: the start of the digest, to compare at a glance. */
export function shortDigest(digest: string): string {
  const start = digest.replace(/^sha256:/u, "").slice(0, 8);
  return `${start.slice(0, 4)} ${start.slice(4)}`.trim();
}
