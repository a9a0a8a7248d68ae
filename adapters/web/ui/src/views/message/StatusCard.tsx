import { Check, CircleSlash, TriangleAlert } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { Link } from "react-router";

import { useCancel } from "../../api/runs";
import type { StatusUpdate } from "../../api/types";
import { useNow } from "../../lib/media";
import { duration } from "../../lib/times";
import { sentence } from "../../lib/words";
import { Button, Icon } from "../../parts/Basics";
import { usePlace } from "./context";

const MOST_SEGMENTS = 24;

/** `0:38`, `1:02:07`: how long a run has been going. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(seconds % 60)}` : `${String(minutes)}:${two(seconds % 60)}`;
}

function Elapsed({ since }: { since: string }): ReactNode {
  const now = useNow(1_000);
  return <span className="status-time">{elapsed(now - Date.parse(since))}</span>;
}

/** One segment per step; where their number is not known one bar, which says no share. */
function Progress({ update }: { update: StatusUpdate }): ReactNode {
  const { steps_total: total, step, progress, text } = update;
  if (total && step && total <= MOST_SEGMENTS) {
    return (
      <div className="segments" role="progressbar" aria-valuemin={0} aria-valuemax={total} aria-valuenow={step} aria-label={text}>
        {Array.from({ length: total }, (_, at) => <span key={at} className={at < step - 1 ? "done" : at === step - 1 ? "now" : undefined} />)}
      </div>
    );
  }
  const known = typeof progress === "number";
  const style = known ? ({ "--share": String(Math.min(1, Math.max(0, progress))) } as CSSProperties) : undefined;
  return (
    <div className={known ? "segments whole" : "segments whole unknown"} style={style} role="progressbar" aria-label={text}
      {...(known ? { "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(progress * 100) } : {})}><span /></div>
  );
}

function OpenRun({ id }: { id: string }): ReactNode {
  const { workspace } = usePlace();
  return <Link className="link" to={`/w/${workspace.id}/runs/${id}`}>Open run</Link>;
}

function Running({ update }: { update: StatusUpdate }): ReactNode {
  const cancel = useCancel(update.run_id);
  const { step, steps_total: total, cost_text: cost } = update;
  const words = step ? `Step ${String(step)}${total ? ` of ${String(total)}` : ""}` : update.status === "pending" ? "Waiting to start" : "";
  return (
    <div className="card status" role="group" aria-label={update.text}>
      <p className="status-head"><span className="live-dot" /><span className="cut">{update.text}</span>{update.started_at ? <Elapsed since={update.started_at} /> : null}</p>
      <Progress update={update} />
      <div className="status-foot">
        <span>{words}</span>
        {cost ? <span>{cost} so far</span> : null}
        <span className="grow" />
        <OpenRun id={update.run_id} />
        <Button small busy={cancel.isPending} onClick={() => { cancel.mutate(undefined); }}>Cancel</Button>
      </div>
      {cancel.error ? <p className="fault" role="alert">{sentence(cancel.error)}</p> : null}
    </div>
  );
}

const ENDS = {
  success: { icon: Check, tone: "ok" },
  error: { icon: TriangleAlert, tone: "bad" },
  cancelled: { icon: CircleSlash, tone: "" },
} as const;

function doneWords({ status, text, started_at: from, ended_at: to }: StatusUpdate): string {
  if (status !== "success" || !from || !to) return text;
  return `Done in ${duration(Date.parse(to) - Date.parse(from))}`;
}

/** What a run does now; once it is over one line, and never a bar that stands still. */
export function StatusCard({ update }: { update: StatusUpdate }): ReactNode {
  if (update.status === "pending" || update.status === "running" || update.status === "idle") return <Running update={update} />;
  const { icon, tone } = ENDS[update.status];
  return (
    <p className={`status-line ${tone}`}>
      <Icon of={icon} />
      <span>{doneWords(update)}</span>
      <OpenRun id={update.run_id} />
    </p>
  );
}
