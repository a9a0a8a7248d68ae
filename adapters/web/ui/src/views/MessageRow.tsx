import { Clock, TriangleAlert } from "lucide-react";
import { memo, type ReactNode } from "react";

import type { AgentConfiguration, Message } from "../api/types";
import { clock, fullTime, shortClock } from "../lib/format";
import { useLive } from "../live/context";
import type { Pending } from "../live/pending";
import { alertOf, type Row } from "../live/rows";
import { AlertCard } from "../parts/AlertCard";
import { Avatar, Icon } from "../parts/Basics";
import { Markdown } from "../parts/Markdown";

/** The clock; the divider above says the day, the tooltip all of it. */
function Time({ at, short = false }: { at: Date; short?: boolean }): ReactNode {
  return <time className="time" dateTime={at.toISOString()} title={fullTime(at)}>{short ? shortClock(at) : clock(at)}</time>;
}

/** What a message says; a kind this client does not draw yet is shown as it was sent, folded. */
function Body({ message, alike }: { message: Message; alike: number }): ReactNode {
  const alert = alertOf(message);
  if (alert !== null) return <AlertCard alert={alert} alike={alike} />;
  const { text_body: text, json_payload: payload } = message.content_json;
  const edited = message.updated_at !== null && message.updated_at !== message.created_at;
  return (
    <div className={edited ? "was-edited" : undefined}>
      {text ? <Markdown text={text} /> : null}
      {edited ? <span className="edited"> (edited)</span> : null}
      {payload === undefined || payload === null ? null : (
        <details className="data">
          <summary>Data</summary>
          <pre tabIndex={0}>{JSON.stringify(payload, null, 2)}</pre>
        </details>
      )}
    </div>
  );
}

interface MessageProps {
  message: Message;
  grouped: boolean;
  alike: number;
  agents: readonly AgentConfiguration[];
}

function Stored({ message, grouped, alike, agents }: MessageProps): ReactNode {
  const at = new Date(message.created_at);
  const definitionId = agents.find((agent) => agent.id === message.sender_id)?.agent_definition_id ?? (alertOf(message) ? "agent_004" : undefined);
  return (
    <>
      {grouped ? <span className="gutter"><Time at={at} short /></span> : (
        <Avatar id={message.sender_id} name={message.sender_name} kind={message.sender_type} definitionId={definitionId} />
      )}
      <div className="message-main">
        {grouped ? null : (
          <p className="who">
            <b>{message.sender_name}</b>
            {message.sender_type === "agent" ? <span className="tag outline">Agent</span> : null}
            <Time at={at} />
          </p>
        )}
        <Body message={message} alike={alike} />
      </div>
    </>
  );
}

/** What keeps a message from having been sent, and for a refused one what can be done. */
function UnsentNote({ pending, channelId }: { pending: Pending; channelId: string }): ReactNode {
  const live = useLive();
  if (pending.state === "sending") return null;
  if (pending.state === "waiting") return <p className="unsent"><Icon of={Clock} size={12} />Waiting to send</p>;
  return (
    <p className="unsent fault">
      <Icon of={TriangleAlert} size={12} />
      <span>
        Not sent. {pending.cause}
        <button type="button" className="link" onClick={() => { live.sendAgain(channelId, pending.clientId); }}>Try again</button>
        <button type="button" className="link" onClick={() => { live.discard(channelId, pending.clientId); }}>Delete</button>
      </span>
    </p>
  );
}

function Unsent({ row, channelId, me }: { row: Extract<Row, { kind: "pending" }>; channelId: string; me: { id: string; name: string } }): ReactNode {
  const { pending, grouped } = row;
  return (
    <>
      {grouped ? <span className="gutter" /> : <Avatar id={me.id} name={me.name} kind="user" />}
      <div className={`message-main ${pending.state}`}>
        {grouped ? null : <p className="who"><b>{me.name}</b><Time at={new Date(pending.at)} /></p>}
        <Markdown text={pending.text} />
        <UnsentNote pending={pending} channelId={channelId} />
      </div>
    </>
  );
}

interface RowProps {
  row: Row;
  channelId: string;
  me: { id: string; name: string };
  agents: readonly AgentConfiguration[];
  focusable: boolean;
  onFocus: (key: string) => void;
}

const STATE = { sending: "sending", waiting: "waiting to send", failed: "not sent" } as const;

function labelOf(row: Row, me: { name: string }): string {
  if (row.kind === "message") return `${row.message.sender_name}, ${clock(new Date(row.message.created_at))}`;
  return `${me.name}, ${row.kind === "pending" ? STATE[row.pending.state] : ""}`;
}

/** One line of a channel: a day, the line "New", a message, or one not yet confirmed. */
export const MessageRow = memo(function MessageRow({ row, channelId, me, agents, focusable, onFocus }: RowProps): ReactNode {
  if (row.kind === "day") return <div className="day" role="separator" aria-label={row.words}>{row.words}</div>;
  if (row.kind === "new") return <div className="new-line" role="separator" aria-label="New">New</div>;
  return (
    <article className={`message ${row.grouped ? "grouped" : ""}`} aria-label={labelOf(row, me)} data-key={row.key}
      tabIndex={focusable ? 0 : -1} data-region-first={focusable || undefined} onFocus={() => { onFocus(row.key); }}>
      {row.kind === "message" ? <Stored message={row.message} grouped={row.grouped} alike={row.alike} agents={agents} /> : <Unsent row={row} channelId={channelId} me={me} />}
    </article>
  );
});
