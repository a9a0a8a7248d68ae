import "../styles/first.css";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useNavigate, useOutletContext } from "react-router";

import { useAsk } from "../api/proposals";
import { useAgents, useChannels } from "../api/queries";
import { isThrough, type Step, STEPS, useMarkStep, useSkipAll, useSteps } from "../api/steps";
import { fillComposer } from "../lib/fill";
import { openOverlay } from "../lib/overlay";
import { ago } from "../lib/times";
import { sentence } from "../lib/words";
import { Button, Icon } from "../parts/Basics";
import { Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

const WORDS: Record<Step, { title: string; why: string; action: string }> = {
  say: { title: "Say something", why: "Everyone in the workspace reads #general. Your draft is kept until you send it.", action: "Write in #general" },
  command: { title: "Run a command", why: "Commands begin with a slash. The composer shows what each one takes, and the answer is for you alone.", action: "Try /help" },
  mention: { title: "Ask an agent in a thread", why: "Mention an agent in any message. It says at once that it works on it, and answers in the thread.", action: "Mention an agent" },
  decide: { title: "Decide a proposal", why: "Agents ask before anything leaves the workspace or costs money. You approve, edit or reject with one button.", action: "Show me one" },
  invite: { title: "Invite people", why: "Whoever has the link joins with their own account and the role you chose.", action: "Invite people" },
};

const SAMPLE = {
  title_text: "Order tea for the kitchen",
  description_text: "A proposal to try out. Nothing is ordered, whatever you decide.",
  data_json: { tea: "Oolong", packets: 4, deliver_on: "2026-12-01" },
  actions_array: [{ label: "Approve", action_id: "approve", style: "primary" as const }, { label: "Reject", action_id: "reject" }],
  editable_schema_json: {
    type: "object",
    properties: { tea: { enum: ["Oolong", "Sencha", "Assam"] }, packets: { type: "integer", minimum: 1, maximum: 12 }, deliver_on: { type: "string" } },
  },
};

/** Leads to where each step is done. */
function useDoing(shell: Shell): { go: (step: Step) => void; fault: string | null; busy: boolean; why: (step: Step) => string | null } {
  const navigate = useNavigate();
  const channels = useChannels(shell.workspace.id).data;
  const agents = useAgents(shell.workspace.id).data ?? [];
  const ask = useAsk();
  const general = channels?.find((one) => one.name === "general") ?? channels?.[0];
  const agent = agents.find((one) => one.status === "active") ?? agents[0];
  const write = (text: string): void => {
    if (general === undefined) return;
    void navigate(`/w/${shell.workspace.id}/c/${general.id}`);
    if (text !== "") fillComposer(general.id, text);
  };
  const go = (step: Step): void => {
    if (step === "say") write("");
    else if (step === "command") write("/help");
    else if (step === "mention") write(`@"${agent?.name ?? ""}" what can you do for us?`);
    else if (step === "invite") openOverlay({ kind: "invite" });
    else if (general) {
      ask.mutate({ channelId: general.id, asking: SAMPLE }, { onSuccess: (message) => void navigate(`/w/${shell.workspace.id}/c/${message.channel_id}?m=${message.id}`) });
    }
  };
  const isAdmin = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  const why = (step: Step): string | null => {
    if (step === "mention" && agent === undefined) return "No agent is set up yet.";
    return step === "invite" && !isAdmin ? "An owner or admin invites." : null;
  };
  return { go, busy: ask.isPending, fault: ask.error ? sentence(ask.error) : null, why };
}

interface StepProps {
  step: Step;
  at: number;
  state: { done: string | undefined; isSkipped: boolean; isNext: boolean };
  doing: ReturnType<typeof useDoing>;
}

function OneStep({ step, at, state, doing }: StepProps): ReactNode {
  const mark = useMarkStep();
  const words = WORDS[step];
  const why = doing.why(step);
  if (state.done !== undefined) {
    return (
      <li className="step-item done">
        <span className="step-sign"><Icon of={Check} size={14} /></span>
        <h3>{words.title}</h3>
        <p className="step-when">Done, {ago(new Date(state.done), new Date())}</p>
      </li>
    );
  }
  return (
    <li className={state.isNext ? "step-item next" : "step-item"}>
      <span className="step-sign">{at + 1}</span>
      <div>
        <h3>{words.title}</h3>
        <p>{words.why}</p>
      </div>
      <div className="step-do">
        {why ? <span className="step-when">{why}</span> : <Button small look={state.isNext ? "ink" : "outline"} busy={doing.busy && step === "decide"} onClick={() => { doing.go(step); }}>{words.action}</Button>}
        {state.isSkipped ? <span className="step-when">Skipped</span> : <Button small look="quiet" aria-label={`Skip: ${words.title}`} onClick={() => { mark(step, "skipped"); }}>Skip</Button>}
      </div>
    </li>
  );
}

/** What there is to try in a new workspace; each is done by really doing it, and each can be skipped. */
export default function FirstRun(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { done, skipped } = useSteps();
  const doing = useDoing(shell);
  const skipAll = useSkipAll();
  const number = STEPS.filter((step) => done[step] !== undefined).length;
  const next = STEPS.find((step) => done[step] === undefined && !skipped.includes(step) && doing.why(step) === null);
  const [first = "there"] = shell.me.user.name.split(" ");
  return (
    <Page shell={shell} title="First steps">
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="column first">
          <h2>Five things to try, {first}</h2>
          <p className="first-under">They take about five minutes, and after them you know the product. {shell.workspace.is_demo ? "Everything here is sample data." : "You find them again with Ctrl K."}</p>
          <section className="first-card" aria-labelledby="first-steps">
            <header>
              <p id="first-steps">Your first steps</p>
              <span className="first-count">{number} of {STEPS.length}</span>
              <progress max={STEPS.length} value={number} aria-label="First steps done" />
            </header>
            <ol>
              {STEPS.map((step, at) => (
                <OneStep key={step} step={step} at={at} doing={doing} state={{ done: done[step], isSkipped: skipped.includes(step), isNext: step === next }} />
              ))}
            </ol>
          </section>
          {doing.fault ? <p className="form-fault" role="alert">{doing.fault}</p> : null}
          <p className="first-foot">
            <Link className="button" to={`/w/${shell.workspace.id}`}>To the channels</Link>
            {isThrough({ done, skipped }) ? null : <Button look="quiet" onClick={skipAll}>Skip all of them</Button>}
          </p>
        </div>
      </div>
    </Page>
  );
}
