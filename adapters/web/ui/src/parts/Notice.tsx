import { Check, Compass, Copy, type LucideIcon, TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";

import { ApiError } from "../api/client";
import { useCopy } from "../lib/copy";
import { useRetry } from "../lib/retry";
import { cause, sentence, wait } from "../lib/words";
import { Button, Icon, IconButton } from "./Basics";

/** What to quote when asking for help: the code and the id under which the server logged it. */
function Reference({ error }: { error: unknown }): ReactNode {
  const { copied, copyText } = useCopy();
  if (!(error instanceof ApiError) || error.requestId === null) return null;
  const text = `${error.code} · ${error.requestId}`;
  return (
    <p className="reference">
      If it stays, send this to your admin: <code>{text}</code>
      <IconButton className="tiny" label={copied ? "Copied" : "Copy"} icon={copied ? Check : Copy} size={12} onClick={() => { copyText(text); }} />
    </p>
  );
}

/** Why a part could not be shown. */
export function Cause({ error }: { error: unknown }): ReactNode {
  return (
    <>
      <p>{sentence(error)}</p>
      <Reference error={error} />
    </>
  );
}

interface NoticeProps {
  title: string;
  /** A sentence, or what went wrong. */
  why: string | Error;
  icon?: LucideIcon;
  /** A view of its own has the page's first heading; a part of one the second. */
  page?: boolean;
  /** Offers to try again; what may pass is tried again without asking. */
  retry?: () => void;
  busy?: boolean;
  children?: ReactNode;
}

function nextTry(left: number | null): ReactNode {
  if (left === null) return null;
  return <span aria-hidden="true"> {left > 0 ? `We try again in ${wait(left)}.` : "Trying again."}</span>;
}

/** In place of what cannot be shown: what happened, what is safe, what comes next. */
export function Notice({ title, why, icon, page = false, retry, busy = false, children }: NoticeProps): ReactNode {
  const failed = typeof why !== "string";
  const left = useRetry(why, retry ?? null);
  const Heading = page ? "h1" : "h2";
  const glyph = icon ?? (failed ? TriangleAlert : Compass);
  return (
    <div className="notice">
      <span className={failed ? "glyph bad" : "glyph"}><Icon of={glyph} size={20} /></span>
      <div role={failed ? "alert" : undefined}>
        <Heading>{title}</Heading>
        <p>{failed ? cause(why) : why}{nextTry(left)}</p>
      </div>
      <div className="notice-actions">
        {retry ? <Button look="ink" busy={busy} onClick={retry}>{left === null ? "Try again" : "Try now"}</Button> : null}
        {children}
      </div>
      <Reference error={why} />
    </div>
  );
}

/** A part of the page that fails alone. */
export class Boundary extends Component<{ what: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="notice-place">
        <Notice title={`${this.props.what} cannot be shown`} icon={TriangleAlert}
          why="This part met a fault. The rest of the page works, and nothing is lost.">
          <Button look="ink" onClick={() => { this.setState({ failed: false }); }}>Show it again</Button>
        </Notice>
      </div>
    );
  }
}
