import "../styles/agents.css";
import "../styles/first.css";
import "../styles/inbox.css";
import "../styles/run.css";
import "../styles/search.css";
import "../styles/settings.css";

import { type ReactNode, useState } from "react";

import type { Notice as Noticed } from "../api/notices";
import type { RunStep } from "../api/runs";
import { toast } from "../lib/toast";
import { Button } from "../parts/Basics";
import { Check, SelectField, TextField } from "../parts/Fields";
import { Marked } from "../parts/Marked";
import { Editing } from "../parts/proposal/Editing";
import { Outcome } from "../parts/proposal/Outcome";
import { faster, verdict } from "../parts/proposal/words";
import { Card } from "../parts/ProposalCard";
import { Toasts } from "../parts/Toasts";
import type { Acting } from "../views/inbox/acting";
import { NoticeRow } from "../views/inbox/Row";
import { ListBones } from "../views/Page";
import { Fault } from "../views/runs/Parts";
import { StepTable } from "../views/runs/Steps";
import { Roles } from "../views/settings/Roles";
import { Section } from "./Gallery";
import { MAIL, PROPOSALS } from "./proposals";
import { Agents } from "./Agents";
import { AGENTS, ME, NOW, WORKSPACE } from "./samples";

const nothing = (): void => undefined;

function Proposals(): ReactNode {
  const decided = PROPOSALS["approved, with what came of it"];
  const ended = decided ? verdict(decided, NOW) : null;
  return (
    <>
      {Object.entries(PROPOSALS).map(([name, one]) => (
        <Section key={name} name={`Proposal: ${name}`} wide><Card proposal={one} workspaceId={WORKSPACE.id} me={{ id: ME.user.id }} /></Section>
      ))}
      <Section name="Proposal: being edited" wide>
        <div className="proposal editing"><Editing proposal={MAIL} label="Approve and send" busy={false} approve={nothing} leave={nothing} /></div>
      </Section>
      <Section name="Proposal: too late" wide>
        {decided && ended ? <div className="proposal shut yes"><Outcome proposal={decided} verdict={ended} late={faster(decided, ME.user.id, NOW)} workspaceId={WORKSPACE.id} /></div> : null}
      </Section>
    </>
  );
}

const ACTING: Acting = { read: nothing, unread: nothing, done: nothing, snooze: nothing, acknowledge: nothing, open: nothing };

function notice(id: string, change: Partial<Noticed>): Noticed {
  const at = NOW.toISOString();
  return {
    id, workspace_id: WORKSPACE.id, kind: "mention", level: "info", tab: "needs_you", title_text: "", body_text: "", channel_id: "general", message_id: "m", thread_id: null,
    proposal_id: null, actor: { type: "user", id: "user-theo", name: "Theo Okafor" }, count: 1, created_at: at, updated_at: at, read_at: null, done_at: null, snoozed_until: null, acknowledged_at: null,
    ...change,
  };
}

const NOTICES = [
  notice("n1", { kind: "alert", level: "critical", title_text: "Shopify deliveries are refused", body_text: "14 since 14:05, the signature does not match", count: 14, actor: null }),
  notice("n2", { kind: "proposal", level: "warning", title_text: "Send the early-access mail to 3,420 people", body_text: "Email Wizard waits for an owner or admin", actor: { type: "agent", id: "agent-other", name: "Email Wizard" } }),
  notice("n3", { title_text: "Theo Okafor mentioned you in #winter-launch", body_text: "“@Mara can we show the jar open in the second image?”", read_at: NOW.toISOString() }),
];

const STEPS: RunStep[] = ["normalise_request", "load_audience", "build_cohorts", "write_copy", "report"].map((name, at) => ({
  number: at + 1, attempt: 1, name, started_at: NOW.toISOString(), duration_us: [20_000, 1_800_000, 3_400_000, 21_400_000, 100_000][at] ?? 0, output_json: { kept: at },
  tokens: at === 3 ? 11_480 : null, cost_micros: at === 3 ? 61_000 : null,
}));

function Steps(): ReactNode {
  const [chosen, choose] = useState<number | null>(3);
  return <StepTable steps={STEPS} chosen={chosen} choose={choose} />;
}

/** What the views beside chat are made of. */
export function Views(): ReactNode {
  return (
    <>
      <Proposals />
      <Section name="Notification"><ul>{NOTICES.map((one, at) => <NoticeRow key={one.id} notice={one} agents={AGENTS} isChosen={at === 1} acting={ACTING} choose={nothing} />)}</ul></Section>
      <Section name="Choices">
        <SelectField label="Role" hint="Channels, agents, and decisions of low risk" defaultValue="member"><option value="member">Member</option></SelectField>
        <TextField label="Why" fault="Fill this in." defaultValue="" />
        <Check label="Keep quiet every day" hint="What is critical still rings" defaultChecked />
      </Section>
      <Section name="Steps of a run, and why it failed" wide><Steps /><Fault details={{ error_code: "model_unavailable", message_text: "The model did not answer three times." }} /></Section>
      <Agents />
      <Section name="Found words"><p className="found"><span /><span><Marked as="mark" text="The new balm is without lanolin" ranges={[[8, 12]]} /></span></p></Section>
      <Section name="Table of roles" wide><Roles /></Section>
      <Section name="List to come"><ListBones rows={2} /></Section>
      <Section name="Toast"><Button onClick={() => { toast("Done", nothing); }}>Say it</Button><Toasts /></Section>
    </>
  );
}
