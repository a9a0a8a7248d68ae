import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowDown, Hash } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";

import { useAgents, useMe, usePending } from "../api/queries";
import type { Channel } from "../api/types";
import { useAttention, useNow } from "../lib/media";
import { useLive } from "../live/context";
import type { History } from "../live/history";
import { type Row, rowsOf } from "../live/rows";
import { Button, Icon } from "../parts/Basics";
import { Teaching } from "./Teaching";
import { MessageRow } from "./MessageRow";

const AT_END = 80;
const NEAR_START = 600;
const MINUTE = 60_000;

type List = Virtualizer<HTMLDivElement, HTMLElement>;

/** A guess of a row's height before it is measured; close guesses keep the scrollbar calm. */
function guess(row: Row | undefined): number {
  if (row === undefined) return 60;
  if (row.kind === "day") return 40;
  if (row.kind === "new") return 26;
  if (row.kind === "pending") return row.grouped ? 27 : 60;
  if (row.message.content_type === "json_data") return 200;
  return row.grouped ? 27 : 60;
}

/** Reads older pages while the start is near. */
function useOlder(channelId: string, history: History, list: List, start: number | undefined): { reading: boolean; failed: boolean; read: () => void } {
  const live = useLive();
  const [state, setState] = useState<"idle" | "reading" | "failed">("idle");
  const offset = list.scrollOffset ?? 0;
  const read = useCallback(() => {
    setState("reading");
    live.older(channelId).then(() => { setState("idle"); }, () => { setState("failed"); });
  }, [live, channelId]);
  const due = history.hasOlder && state === "idle" && start !== undefined && offset < NEAR_START;
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- scrolling near the start is what begins the reading
    if (due) read();
  }, [due, read]);
  return { reading: state === "reading", failed: state === "failed", read };
}

/** While the end is on screen and looked at, what arrives is read: told to the server half a second later. */
function useReading(channel: Channel, history: History, atEnd: boolean): void {
  const live = useLive();
  const attention = useAttention();
  const told = useRef(channel.last_read_seq ?? 0);
  const here = atEnd && attention;
  useEffect(() => {
    live.reading = here ? channel.id : null;
    return () => { live.reading = null; };
  }, [live, here, channel.id]);
  useEffect(() => {
    if (!here || history.known <= told.current) return undefined;
    const timer = setTimeout(() => {
      live.markRead(channel.id, history.known).then(() => { told.current = history.known; }, () => undefined);
    }, 500);
    return () => { clearTimeout(timer); };
  }, [live, here, channel.id, history.known]);
}

/** How many messages of others came since the end was last on screen. */
function useFresh(history: History, myId: string, atEnd: boolean): number {
  const top = history.messages.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(top);
  if (atEnd && seen !== top) setSeen(top);
  return useMemo(() => history.messages.filter((one) => one.seq > seen && one.sender_id !== myId).length, [history.messages, seen, myId]);
}

function isMessage(row: Row | undefined): boolean {
  return row?.kind === "message" || row?.kind === "pending";
}

/** The key of the message that an arrow key leads to from the one in focus. */
function target(rows: readonly Row[], from: number, key: string): number {
  const step = key === "ArrowUp" || key === "End" ? -1 : 1;
  let at = key === "Home" ? 0 : key === "End" ? rows.length - 1 : from + step;
  while (at >= 0 && at < rows.length && !isMessage(rows[at])) at += step;
  return at >= 0 && at < rows.length ? at : from;
}

interface Props {
  channel: Channel;
  history: History;
  myId: string;
  workspaceId: string;
}

/** The messages of a channel, anchored to the end; follows it while it is on screen, else stays where it is read. */
export function MessageList({ channel, history, myId, workspaceId }: Props): ReactNode {
  const pending = usePending(channel.id);
  const agents = useAgents(workspaceId).data;
  const myName = useMe().data?.user.name ?? "";
  const me = useMemo(() => ({ id: myId, name: myName }), [myId, myName]);
  const [newAfter] = useState(() => ((channel.last_read_seq ?? 0) < history.known && channel.last_read_seq ? channel.last_read_seq : null));
  const today = new Date(useNow(MINUTE)).toDateString();
  const rows = useMemo(
    () => rowsOf({ messages: history.messages, pending, myId, newAfter }),
    // The words of day dividers change at midnight.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [history.messages, pending, myId, newAfter, today],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const focusAt = rows.findIndex((row) => row.key === focusKey);

  const list: List = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => guess(rows[at]),
    getItemKey: useCallback((at: number) => rows[at]?.key ?? at, [rows]),
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: AT_END,
    overscan: 8,
    paddingStart: 16,
    paddingEnd: 8,
    rangeExtractor: useCallback((range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const indexes = defaultRangeExtractor(range);
      return focusAt >= 0 && !indexes.includes(focusAt) ? [...indexes, focusAt].sort((one, other) => one - other) : indexes;
    }, [focusAt]),
    onChange: (instance) => { setAtEnd(instance.isAtEnd(AT_END)); },
  });

  const items = list.getVirtualItems();
  const older = useOlder(channel.id, history, list, items[0]?.index);
  useReading(channel, history, atEnd);
  const fresh = useFresh(history, myId, atEnd);

  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    list.scrollToEnd();
  }, [list, rows.length]);

  const ownUnsent = pending.length;
  const sentBefore = useRef(ownUnsent);
  useEffect(() => {
    if (ownUnsent > sentBefore.current) list.scrollToEnd();
    sentBefore.current = ownUnsent;
  }, [list, ownUnsent]);

  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") list.scrollToEnd();
    const isRow = event.target instanceof HTMLElement && event.target.matches("article");
    if (!isRow || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const at = target(rows, focusAt, event.key);
    const key = rows[at]?.key;
    if (key === undefined) return;
    setFocusKey(key);
    list.scrollToIndex(at, { align: "auto" });
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    });
  };

  const lastMessage = rows.findLast((row) => isMessage(row))?.key ?? null;
  const tabKey = focusAt >= 0 ? focusKey : lastMessage;
  return (
    <div className="list-frame">
      <div ref={scroller} className="list" role="log" aria-live="off" aria-label={`Messages in ${channel.name}`} data-region="messages" tabIndex={-1} onKeyDown={press}>
        {rows.length === 0 ? <div className="column start-column"><Teaching channel={channel} /></div> : (
          <div className="canvas" style={{ height: list.getTotalSize(), marginTop: "auto" }}>
            {history.hasOlder ? null : <p className="unseen"><Icon of={Hash} />The channel begins here.</p>}
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div key={item.key} ref={list.measureElement} data-index={item.index} className="placed" style={{ transform: `translateY(${String(item.start)}px)` }}>
                  <div className="column">
                    <MessageRow row={row} channelId={channel.id} me={me} agents={agents ?? []} focusable={row.key === tabKey} onFocus={setFocusKey} />
                  </div>
                </div>
              );
            })}
          </div>
        )}
      </div>
      {older.failed ? <div className="over-list"><Button small onClick={older.read}>Older messages could not be read. Try again</Button></div> : null}
      {older.reading ? <div className="over-list" role="status"><span className="tag">Reading older messages</span></div> : null}
      {atEnd ? null : (
        <button type="button" className={fresh > 0 ? "pill fresh" : "pill"} onClick={() => { list.scrollToEnd(); }}>
          <Icon of={ArrowDown} size={14} />
          {fresh > 0 ? `${String(fresh)} new` : "To the newest"}
        </button>
      )}
    </div>
  );
}
