import type { Run, RunStep } from "../../api/runs";

/** What is said of a run: its state, who started it, how long its steps took. */

export interface State {
  readonly word: string;
  readonly tone: "" | "ok" | "bad" | "accent" | "warn";
  readonly isOver: boolean;
}

const STATES: Record<string, State> = {
  pending: { word: "Waiting to start", tone: "", isOver: false },
  idle: { word: "Waiting to start", tone: "", isOver: false },
  running: { word: "Running", tone: "accent", isOver: false },
  waiting: { word: "Waiting for a decision", tone: "warn", isOver: false },
  success: { word: "Succeeded", tone: "ok", isOver: true },
  error: { word: "Failed", tone: "bad", isOver: true },
  cancelled_by_system: { word: "Stopped by the server", tone: "warn", isOver: true },
  cancelled: { word: "Stopped", tone: "", isOver: true },
  cancelled_by_user: { word: "Stopped", tone: "", isOver: true },
};

export function stateOf(status: string): State {
  return STATES[status] ?? { word: status.replaceAll("_", " "), tone: "", isOver: true };
}

const TRIGGERS: Record<string, string> = {
  manual_ui: "A person", manual_command: "A command", schedule: "Its schedule", webhook: "A webhook", event_api_call: "An event", mention: "A mention",
};

/** The state of a run; one that has asked something waits, whatever else the server calls it. */
export function stateOfRun(run: Pick<Run, "status" | "is_waiting_for_decision">): State {
  return stateOf(run.is_waiting_for_decision ? "waiting" : run.status);
}

/** What started it, where no person did. */
export function triggerWords(type: string): string {
  return TRIGGERS[type] ?? `${type.charAt(0).toUpperCase()}${type.slice(1).replaceAll("_", " ")}`;
}

/** How long it ran until now or its end, in milliseconds; null before it began. */
export function lasted(run: Run, now: Date): number | null {
  if (run.start_time === null) return null;
  return Math.max(0, (run.end_time === null ? now.getTime() : Date.parse(run.end_time)) - Date.parse(run.start_time));
}

export interface Bar {
  readonly step: RunStep;
  /** In percent of the working time; waits between steps are left out, so that the work is seen. */
  readonly start: number;
  readonly width: number;
}

/** Each step's share of the working time, one after the other. */
export function bars(steps: readonly RunStep[]): { bars: readonly Bar[]; total: number } {
  const total = steps.reduce((sum, step) => sum + step.duration_us, 0);
  let before = 0;
  const all = steps.map((step) => {
    const bar = { step, start: total === 0 ? 0 : (before / total) * 100, width: total === 0 ? 0 : (step.duration_us / total) * 100 };
    before += step.duration_us;
    return bar;
  });
  return { bars: all, total: total / 1_000 };
}

/** What of language models a run used; null where no step says. */
export function spent(steps: readonly RunStep[]): { tokens: number | null; micros: number | null } {
  const sum = (values: readonly (number | null)[]): number | null => values.reduce((all, one) => (one === null ? all : (all ?? 0) + one), null);
  return { tokens: sum(steps.map((one) => one.tokens)), micros: sum(steps.map((one) => one.cost_micros)) };
}

/** What a model cost, with up to three significant digits: `$0.061`, `$6.30`; nothing is no `0`. */
export function costWords(micros: number | null, locale?: string): string {
  if (micros === null) return "–";
  const dollars = micros / 1_000_000;
  const digits = dollars === 0 || dollars >= 1 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: Math.min(6, 2 - Math.floor(Math.log10(dollars))) };
  return dollars.toLocaleString(locale, { style: "currency", currency: "USD", ...digits });
}

/** How whoever has the server's shell repeats a run from what it read: nothing is sent, nothing costs. */
export function replayCommand(runId: string): string {
  return `ionflux runs replay ${runId}`;
}

/** The start of an id, enough to tell two apart. */
export function shortId(id: string): string {
  return id.replaceAll("-", "").slice(-6);
}

/** `normalise_request` is read as `Normalise request`. */
export function stepName(name: string): string {
  const words = name.replaceAll(/[_-]+/gu, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface RunOutput {
  readonly key_name: string;
  readonly value: unknown;
  /** Where it lies, where it is too large for the run's page. */
  readonly storage_ref_url?: string | null;
  readonly content_type?: string;
  readonly size?: number;
}

/** Whether an output lies in a file. */
export function isFile(one: RunOutput): one is RunOutput & { storage_ref_url: string } {
  return typeof one.storage_ref_url === "string";
}

/** How large an output is, in bytes. */
export function sizeOf(one: RunOutput): number {
  return one.size ?? JSON.stringify(one.value).length;
}

/** What a run gave under each key; what it did not give is left out. */
export function outputsOf(data: Record<string, unknown> | null): readonly RunOutput[] {
  const listed = data?.outputs_array;
  const all = Array.isArray(listed) ? (listed as RunOutput[]) : Object.entries(data ?? {}).map(([key_name, value]) => ({ key_name, value }));
  return all.filter((one) => isFile(one) || (one.value !== null && one.value !== undefined));
}

/** How an output is read: markdown says so in its key. */
export function kindOf({ key_name, value, content_type }: RunOutput): "markdown" | "text" | "json" {
  if (content_type !== undefined) return content_type === "text/markdown" ? "markdown" : content_type === "text/plain" ? "text" : "json";
  if (typeof value !== "string") return "json";
  return /markdown|_md$/u.test(key_name) ? "markdown" : "text";
}
