import { Clock, EyeOff, Pin, TriangleAlert, X } from "lucide-react";
import { memo, type ReactNode, useState } from "react";

import { senderOf } from "../api/proposals";
import type { Message, Reply } from "../api/types";
import { clock, fullTime, shortClock } from "../lib/format";
import { useLive } from "../live/context";
import type { Pending } from "../live/pending";
import { alertOf, isAside, type Row } from "../live/rows";
import { Avatar, Icon, IconButton } from "../parts/Basics";
import { Markdown } from "../parts/Markdown";
import { Boundary } from "../parts/Notice";
import { Body } from "./message/Body";
import { usePlace } from "./message/context";
import { EditBox } from "./message/EditBox";
import { Reactions } from "./message/Reactions";
import { ThreadSummary } from "./message/ThreadSummary";
import { Toolbar } from "./message/Toolbar";

/** The clock; the divider above says the day, the tooltip all of it. */
function Time({ at, short = false }: { at: Date; short?: boolean }): ReactNode {
  return <time className="time" dateTime={at.toISOString()} title={fullTime(at)}>{short ? shortClock(at) : clock(at)}</time>;
}

/** Who says it, and when; under a message of the same person only that it is pinned. */
function Who({ message, grouped }: { message: Message; grouped: boolean }): ReactNode {
  const sender = senderOf(message);
  const pin = message.is_pinned ? <span className="pinned"><Icon of={Pin} size={12} />Pinned</span> : null;
  if (grouped) return pin ? <p className="who">{pin}</p> : null;
  return (
    <p className="who">
      <b>{sender.name}</b>
      {sender.kind === "agent" ? <span className="tag outline">Agent</span> : null}
      <Time at={new Date(message.created_at)} />
      {pin}
    </p>
  );
}

interface StoredProps {
  message: Message;
  grouped: boolean;
  alike: number;
  isEdited: boolean;
}

function Stored({ message, grouped, alike, isEdited }: StoredProps): ReactNode {
  const { agents, actions } = usePlace();
  const definitionId = agents.find((agent) => agent.id === message.sender_id)?.agent_definition_id ?? (alertOf(message) ? "agent_004" : undefined);
  return (
    <>
      {grouped ? <span className="gutter"><Time at={new Date(message.created_at)} short /></span> : (
        <Avatar {...senderOf(message)} definitionId={definitionId} />
      )}
      <div className="message-main">
        <Who message={message} grouped={grouped} />
        <Boundary what="This message">
          {isEdited ? <EditBox message={message} onClose={() => { actions.edit(null); }} /> : <Body message={message} alike={alike} />}
        </Boundary>
        <Reactions message={message} />
        <ThreadSummary message={message} />
      </div>
    </>
  );
}

/** What the product itself notes: small, in the middle. */
function Aside({ message }: { message: Message }): ReactNode {
  return <div className="aside"><Markdown text={message.content_json.text_body ?? ""} /><Time at={new Date(message.created_at)} /></div>;
}

/** What keeps a message from having been sent, and for a refused one what can be done. */
function UnsentNote({ pending, channelId }: { pending: Pending; channelId: string }): ReactNode {
  const { outbox } = useLive();
  if (pending.state === "sending") return null;
  if (pending.state === "waiting") return <p className="unsent"><Icon of={Clock} size={12} />Waiting to send</p>;
  return (
    <p className="unsent fault">
      <Icon of={TriangleAlert} size={12} />
      <span>
        Not sent. {pending.cause}
        <button type="button" className="link" onClick={() => { outbox.sendAgain(channelId, pending.clientId); }}>Try again</button>
        <button type="button" className="link" onClick={() => { outbox.discard(channelId, pending.clientId); }}>Delete</button>
      </span>
    </p>
  );
}

function Unsent({ pending, grouped }: { pending: Pending; grouped: boolean }): ReactNode {
  const { channel, me } = usePlace();
  return (
    <>
      {grouped ? <span className="gutter" /> : <Avatar id={me.id} name={me.name} kind="user" />}
      <div className={`message-main ${pending.state}`}>
        {grouped ? null : <p className="who"><b>{me.name}</b><Time at={new Date(pending.at)} /></p>}
        {pending.text ? <Markdown text={pending.text} /> : null}
        {pending.file ? <p className="unsent">{pending.file.name}</p> : null}
        <UnsentNote pending={pending} channelId={channel.id} />
      </div>
    </>
  );
}

/** An answer that only I see: it is kept nowhere, and goes when I say so. */
/** From so many characters on an answer scrolls in itself. */
const LONG = 800;

function Private({ reply, dismiss }: { reply: Reply; dismiss: (id: string) => void }): ReactNode {
  const isLong = reply.text_body.length > LONG;
  return (
    <div className={reply.is_error ? "private bad" : "private"}>
      <p className="private-head"><Icon of={reply.is_error ? TriangleAlert : EyeOff} size={12} />Only you see this</p>
      {/* What scrolls is reached by the keyboard too. */}
      <div className={isLong ? "private-body long" : "private-body"} {...(isLong ? { tabIndex: 0, role: "group", "aria-label": "The answer" } : {})}><Markdown text={reply.text_body} /></div>
      <IconButton className="tiny" label="Dismiss" icon={X} onClick={() => { dismiss(reply.id); }} />
    </div>
  );
}

interface RowProps {
  row: Row;
  focusable: boolean;
  /** Pointed at or in focus: what can be done with it is offered. */
  active: boolean;
  isEdited: boolean;
  /** Where a link led to. */
  isLit: boolean;
  /** Where finding stands. */
  isFound: boolean;
  onFocus: (key: string) => void;
  dismiss: (id: string) => void;
}

const STATE = { sending: "sending", waiting: "waiting to send", failed: "not sent" } as const;

function labelOf(row: Row, me: { name: string }): string {
  if (row.kind === "message") return `${row.message.sender_name}, ${clock(new Date(row.message.created_at))}`;
  if (row.kind === "reply") return "Only you see this";
  return `${me.name}, ${row.kind === "pending" ? STATE[row.pending.state] : ""}`;
}

function Content({ row, isEdited, dismiss }: Pick<RowProps, "row" | "isEdited" | "dismiss">): ReactNode {
  if (row.kind === "message") {
    return isAside(row.message) ? <Aside message={row.message} /> : <Stored message={row.message} grouped={row.grouped} alike={row.alike} isEdited={isEdited} />;
  }
  if (row.kind === "pending") return <Unsent pending={row.pending} grouped={row.grouped} />;
  return row.kind === "reply" ? <Private reply={row.reply} dismiss={dismiss} /> : null;
}

function classOf({ row, isLit, isFound, isEdited }: Pick<RowProps, "row" | "isLit" | "isFound" | "isEdited">): string {
  const names = ["message"];
  if (row.kind === "message" && isAside(row.message)) names.push("centred");
  if (row.kind === "reply") names.push("only-mine");
  if ("grouped" in row && row.grouped && !(row.kind === "message" && row.message.is_pinned)) names.push("grouped");
  if (isFound) names.push("found-here");
  else if (isLit) names.push("lit");
  if (isEdited) names.push("editing");
  return names.join(" ");
}

/** One line of a channel or thread: a day, the line "New", a message, or one not yet confirmed. */
export const MessageRow = memo(function MessageRow({ row, focusable, active, isEdited, isLit, isFound, onFocus, dismiss }: RowProps): ReactNode {
  const { me } = usePlace();
  // A menu of the toolbar keeps it there, wherever the pointer goes.
  const [isHeld, setHeld] = useState(false);
  if (row.kind === "day") return <div className="day" role="separator" aria-label={row.words}>{row.words}</div>;
  if (row.kind === "new") return <div className="new-line" role="separator" aria-label="New">New</div>;
  if (row.kind === "replies") return <div className="day" role="separator" aria-label={row.words}>{row.words}</div>;
  const offers = (active || isHeld) && row.kind === "message" && !isEdited && !isAside(row.message);
  return (
    <article className={classOf({ row, isLit, isFound, isEdited })} aria-label={labelOf(row, me)} data-key={row.key}
      tabIndex={focusable ? 0 : -1} data-region-first={focusable || undefined} onFocus={() => { onFocus(row.key); }}>
      <Content row={row} isEdited={isEdited} dismiss={dismiss} />
      {offers ? <Toolbar message={row.message} onHold={setHeld} /> : null}
    </article>
  );
});
