import "../styles/first.css";

import { Check } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Link, useNavigate, useOutletContext } from "react-router";

import { useAsk } from "../api/proposals";
import { useAgents, useChannels } from "../api/queries";
import { isThrough, type Step, STEPS, useMarkStep, useSkipAll, useSteps } from "../api/steps";
import type { AgentConfiguration, Channel } from "../api/types";
import { fillComposer } from "../lib/fill";
import { isMac } from "../lib/keys";
import { PHONE, useMedia } from "../lib/media";
import { openOverlay, useOverlay } from "../lib/overlay";
import { ago } from "../lib/times";
import { sentence } from "../lib/words";
import { Button, Icon } from "../parts/Basics";
import { Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

const WORDS: Record<Step, { title: string; why: string; action: string }> = {
  say: { title: "Say something", why: "Your draft is kept until you send it.", action: "Write a message" },
  command: { title: "Run a command", why: "Commands begin with a slash. The composer shows what each one takes, and the answer is for you alone.", action: "Try /help" },
  mention: { title: "Ask an agent in a thread", why: "Mention an agent in any message. It says at once that it works on it, and answers in the thread.", action: "Mention an agent" },
  decide: { title: "Decide a proposal", why: "Agents ask before anything leaves the workspace or costs money. You approve, edit or reject with one button.", action: "Show me one" },
  invite: { title: "Invite people", why: "Whoever has the link joins with their own account and the role you chose.", action: "Invite people" },
};

/** The first step, in the channel that it is done in. */
function sayIn({ name, type }: Channel): (typeof WORDS)[Step] {
  const readers = type === "public" ? `Everyone in the workspace reads #${name}. ` : "";
  return { ...WORDS.say, why: readers + WORDS.say.why, action: `Write in #${name}` };
}

const NO_AGENT = "No agent is set up yet.";

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

interface Known {
  role: string;
  /** Where a message is written, and who is asked in it. */
  channel: Channel | undefined;
  agent: AgentConfiguration | undefined;
}

/** Why a step cannot be done by whoever looks; null where it can. */
function whyNot(step: Step, { role, channel, agent }: Known): string | null {
  const isGuest = role === "guest";
  if (step === "invite") return role === "owner" || role === "admin" ? null : "An owner or admin invites.";
  if (step === "decide" && isGuest) return "Members decide.";
  if (step === "mention" && isGuest) return "Members ask agents.";
  if (channel === undefined) return "You are in no channel yet.";
  return step === "mention" && agent === undefined ? NO_AGENT : null;
}

interface Doing {
  go: (step: Step) => void;
  fault: string | null;
  busy: boolean;
  why: (step: Step) => string | null;
  words: (step: Step) => (typeof WORDS)[Step];
}

/** Leads to where each step is done. */
function useDoing(shell: Shell): Doing {
  const navigate = useNavigate();
  const channels = useChannels(shell.workspace.id).data;
  const agents = useAgents(shell.workspace.id).data ?? [];
  const ask = useAsk();
  const general = channels?.find((one) => one.name === "general") ?? channels?.find((one) => one.type !== "dm");
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
  const why = (step: Step): string | null => (channels === undefined ? null : whyNot(step, { role: shell.workspace.role, channel: general, agent }));
  const words = (step: Step): (typeof WORDS)[Step] => (step === "say" && general !== undefined ? sayIn(general) : WORDS[step]);
  return { go, busy: ask.isPending, fault: ask.error ? sentence(ask.error) : null, why, words };
}

interface StepProps {
  step: Step;
  at: number;
  state: { done: string | undefined; isSkipped: boolean; isNext: boolean };
  doing: Doing;
}

/** What leads to doing the step, or why it cannot be done. */
function Act({ step, isNext, doing }: { step: Step; isNext: boolean; doing: Doing }): ReactNode {
  const { workspace } = useOutletContext<Shell>();
  const why = doing.why(step);
  if (why === NO_AGENT) return <><span className="step-when">{why}</span><Link className="button small" to={`/w/${workspace.id}/agents`}>Set up an agent</Link></>;
  if (why !== null) return <span className="step-when">{why}</span>;
  return <Button small look={isNext ? "ink" : "outline"} busy={doing.busy && step === "decide"} onClick={() => { doing.go(step); }}>{doing.words(step).action}</Button>;
}

function OneStep({ step, at, state, doing }: StepProps): ReactNode {
  const mark = useMarkStep();
  const words = doing.words(step);
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
        <Act step={step} isNext={state.isNext} doing={doing} />
        {state.isSkipped ? <span className="step-when">Skipped</span> : <Button small look="quiet" aria-label={`Skip: ${words.title}`} onClick={() => { mark(step, "skipped"); }}>Skip</Button>}
      </div>
    </li>
  );
}

/** After the form that made the workspace, or a dialog whose button is gone, one goes on at the heading, not nowhere. */
function useLanding(done: number): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFree = useOverlay() === null;
  useEffect(() => {
    if (!isFree) return undefined;
    // A dialog gives the focus back first, where that can be.
    const timer = setTimeout(() => { if (document.activeElement === document.body) heading.current?.focus(); }, 50);
    return () => { clearTimeout(timer); };
    // The button of a step goes when the step is done, which is read a while after the dialog has closed.
  }, [isFree, done]);
  return heading;
}

/** What there is to try in a new workspace; each is done by really doing it, and each can be skipped. */
export default function FirstRun(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { done, skipped } = useSteps();
  const doing = useDoing(shell);
  const skipAll = useSkipAll();
  // A phone has no keys: there the search stands on its home screen.
  const again = useMedia(PHONE) ? "under Search or run" : `with ${isMac ? "⌘K" : "Ctrl K"}`;
  const number = STEPS.filter((step) => done[step] !== undefined).length;
  const heading = useLanding(number);
  const next = STEPS.find((step) => done[step] === undefined && !skipped.includes(step) && doing.why(step) === null);
  const [first = "there"] = shell.me.user.name.split(" ");
  return (
    <Page shell={shell} title="First steps">
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="column first">
          <h2 ref={heading} tabIndex={-1}>Five things to try, {first}</h2>
          <p className="first-under">They take about five minutes, and after them you know the product. {shell.workspace.is_demo ? "Everything here is sample data." : `You find them again ${again}.`}</p>
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
