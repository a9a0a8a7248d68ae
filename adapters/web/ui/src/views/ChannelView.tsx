import { useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, PanelLeft, PanelRight, Pin, Search, Users } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { Link, useNavigate, useOutletContext, useParams, useSearchParams } from "react-router";

import { useMessage } from "../api/messages";
import { useChannels, useHistory } from "../api/queries";
import type { Channel } from "../api/types";
import { tally } from "../lib/format";
import { PHONE, useMedia } from "../lib/media";
import { count } from "../lib/words";
import { historyKey } from "../live/live";
import { keepLastChannel } from "../live/pending";
import { Icon, IconButton } from "../parts/Basics";
import { Boundary, Notice } from "../parts/Notice";
import { Composer } from "./Composer";
import { OfflineBanner } from "./Connection";
import { FindBar } from "./find/FindBar";
import { FindingContext } from "./find/context";
import { type Find, useFind } from "./find/useFind";
import { CHANNEL_GLYPHS } from "./glyphs";
import { MessageList } from "./MessageList";
import { TypingLine } from "./TypingLine";
import { MessageBones } from "./Waiting";
import type { Shell } from "./WorkspaceShell";

const ThreadPanel = lazy(() => import("./panel/ThreadPanel"));
const DetailsPanel = lazy(() => import("./panel/DetailsPanel"));

/** The bar over a view: the way back on a phone, the way to the sidebar where it is not beside, and what the view is. */
function Bar({ shell, children }: { shell: Shell; children?: ReactNode }): ReactNode {
  const isPhone = useMedia(PHONE);
  return (
    <header className="bar" data-region="header" tabIndex={-1}>
      {isPhone ? (
        <Link className="icon-button" to={`/w/${shell.workspace.id}`} aria-label="Back to channels"><Icon of={ChevronLeft} size={20} /></Link>
      ) : null}
      {shell.openSidebar ? <IconButton label="Show the sidebar" data-opens-sidebar="" icon={PanelLeft} onClick={shell.openSidebar} /> : null}
      {children}
    </header>
  );
}

/** What a channel is, and the ways to who is in it, what was said in it, and everything else about it. */
function Head({ shell, channel, panel, find }: { shell: Shell; channel: Channel; panel: PanelState; find: Find }): ReactNode {
  const isPhone = useMedia(PHONE);
  const members = channel.member_count ?? 0;
  const isOpen = panel.open === "details";
  const isBare = channel.type === "dm" || isPhone;
  return (
    <Bar shell={shell}>
      <h1>{channel.type === "dm" ? null : <Icon of={CHANNEL_GLYPHS[channel.type]} />}<span className="cut">{channel.name}</span></h1>
      {channel.description_text ? <p className="topic cut">{channel.description_text}</p> : null}
      <span className="bar-end">
        {isBare ? null : (
          <button type="button" className="bar-count" aria-label={count(members, "member")} onClick={() => { panel.turn("members"); }}>
            <Icon of={Users} />{tally(members)}
          </button>
        )}
        {isPhone ? null : <IconButton label="Pinned messages" icon={Pin} onClick={() => { panel.turn("pins"); }} />}
        <IconButton label="Find in this channel" icon={Search} aria-pressed={find.finding.isOpen} className={find.finding.isOpen ? "on" : ""} onClick={find.finding.isOpen ? find.close : find.open} />
        <IconButton label="Details" icon={PanelRight} aria-expanded={isOpen} className={isOpen ? "on" : ""} onClick={() => { panel.turn("details"); }} />
      </span>
    </Bar>
  );
}

function Messages({ channel, shell, at }: { channel: Channel; shell: Shell; at: string | null }): ReactNode {
  const history = useHistory(channel.id, null, at);
  const client = useQueryClient();
  // What was read far up is let go of with the view: the next visit begins at the end.
  const hasNewer = useRef(false);
  useEffect(() => { hasNewer.current = history.data?.hasNewer ?? false; }, [history.data]);
  useEffect(() => () => { if (hasNewer.current) client.removeQueries({ queryKey: historyKey(channel.id), exact: true }); }, [client, channel.id]);
  if (history.data !== undefined) {
    return <MessageList key={channel.id} channel={channel} history={history.data} workspace={shell.workspace} at={at} />;
  }
  if (history.isPending && history.fetchStatus !== "idle") {
    return <MessageBones onStop={() => void client.cancelQueries({ queryKey: historyKey(channel.id) })} />;
  }
  return (
    <div className="list notice-place">
      <Notice title="The messages could not be read" why={history.error ?? "You stopped waiting for them. They are safe on the server."}
        busy={history.isFetching} retry={() => void history.refetch()} />
    </div>
  );
}

function NoChannel({ shell, channels }: { shell: Shell; channels: ReturnType<typeof useChannels> }): ReactNode {
  useEffect(() => {
    document.title = `${shell.workspace.name} · IONFLUX`;
  }, [shell.workspace.name]);
  return (
    <div className="notice-place">
      {channels.data === undefined && channels.error ? (
        <Notice page title="The channels could not be read" why={channels.error} busy={channels.isFetching} retry={() => void channels.refetch()} />
      ) : (
        <Notice page title="This channel is not here" why="It was removed, or it is private and you are not in it. Its members can add you.">
          <Link className="button ink" to={`/w/${shell.workspace.id}`}>Back to channels</Link>
        </Notice>
      )}
    </div>
  );
}

interface PanelState {
  open: "thread" | "details" | null;
  threadId: string | null;
  /** Which part of the details is to be seen first. */
  part: DetailPart;
  /** The message a link leads to, in the channel or in the thread that is open. */
  at: string | null;
  turn: (what: DetailPart) => void;
  close: () => void;
}

type DetailPart = "details" | "members" | "pins";
const PARTS: readonly DetailPart[] = ["details", "members", "pins"];

/** What is open at the right, as the address says: one thing at a time. Who closes it goes on where it was opened. */
function usePanel(channelId: string): PanelState {
  const [params, setParams] = useSearchParams();
  const threadId = params.get("thread");
  const part = PARTS.find((one) => one === params.get("panel")) ?? null;
  const isDetails = part !== null && threadId === null;
  const set = (name: string | null, value = ""): void => {
    setParams((before) => {
      for (const one of ["thread", "panel", "m"]) before.delete(one);
      if (name !== null) before.set(name, value);
      return before;
    });
  };
  const close = (): void => {
    const back = threadId === null ? "[data-region=header] [aria-expanded=true]" : `[data-region=messages] [data-key="${CSS.escape(threadId)}"]`;
    document.querySelector<HTMLElement>(back)?.focus({ preventScroll: true });
    set(null);
  };
  useReplyLink(channelId, threadId, params.get("m"));
  return {
    open: threadId !== null ? "thread" : isDetails ? "details" : null,
    threadId,
    part: part ?? "details",
    at: params.get("m"),
    turn: (what) => { if (isDetails && part === what) close(); else set("panel", what); },
    close,
  };
}

/** A link to a reply leads into its thread. */
function useReplyLink(channelId: string, threadId: string | null, messageId: string | null): void {
  const message = useMessage(threadId === null ? messageId : null).data;
  const parent = message?.channel_id === channelId ? message.thread_id : null;
  const navigate = useNavigate();
  useEffect(() => {
    if (parent !== null && messageId !== null) void navigate({ search: `?thread=${parent}&m=${messageId}` }, { replace: true });
  }, [parent, messageId, navigate]);
}

/** A channel: header, messages that follow the server, composer, and at the right a thread or what the channel is. */
export function ChannelView(): ReactNode {
  const { channelId = "" } = useParams();
  const shell = useOutletContext<Shell>();
  const channels = useChannels(shell.workspace.id);
  const channel = channels.data?.find((one) => one.id === channelId);

  useEffect(() => {
    if (channel === undefined) return;
    document.title = `${channel.type === "dm" ? "" : "#"}${channel.name} · ${shell.workspace.name} · IONFLUX`;
    keepLastChannel(shell.workspace.id, channel.id);
  }, [channel, shell.workspace]);

  if (channel === undefined) {
    return (
      <main className="main" id="main" tabIndex={-1}>
        <Bar shell={shell} />
        {channels.isPending ? <MessageBones /> : <NoChannel shell={shell} channels={channels} />}
      </main>
    );
  }
  return <OpenChannel shell={shell} channel={channel} />;
}

function OpenChannel({ shell, channel }: { shell: Shell; channel: Channel }): ReactNode {
  const panel = usePanel(channel.id);
  const find = useFind(shell.workspace.id, channel);
  const isPhone = useMedia(PHONE);
  return (
    <FindingContext value={find.finding}>
      <div className="channel-view">
        <main className="main" id="main" tabIndex={-1} inert={isPhone && panel.open !== null}>
          <Head shell={shell} channel={channel} panel={panel} find={find} />
          {find.finding.isOpen ? <FindBar key={`find-${channel.id}`} find={find} channel={channel} workspace={shell.workspace} /> : null}
          <OfflineBanner channelId={channel.id} />
          <Boundary what="The messages" key={channel.id}>
            <Messages channel={channel} shell={shell} at={panel.threadId === null ? panel.at : null} />
          </Boundary>
          <Composer key={`write-${channel.id}`} channel={channel} note={<TypingLine channelId={channel.id} />} />
        </main>
        {panel.threadId !== null ? (
          <Suspense fallback={<aside className="panel" aria-label="Thread"><div className="bar" /><MessageBones /></aside>}>
            <ThreadPanel key={panel.threadId} shell={shell} channel={channel} id={panel.threadId} at={panel.at} onClose={panel.close} />
          </Suspense>
        ) : null}
        {panel.open === "details" ? (
          <Suspense fallback={<aside className="panel" aria-label="Details of the channel"><div className="bar" /></aside>}>
            <DetailsPanel key={`${channel.id}-${panel.part}`} shell={shell} channel={channel} part={panel.part} onClose={panel.close} />
          </Suspense>
        ) : null}
      </div>
    </FindingContext>
  );
}
