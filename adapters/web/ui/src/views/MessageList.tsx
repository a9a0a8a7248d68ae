import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";

import { useAgents, useMe, usePending } from "../api/queries";
import type { Channel } from "../api/types";
import { useLasting, useNow } from "../lib/media";
import type { History } from "../live/history";
import { dayOf, type Row, rowsOf } from "../live/rows";
import { Button, Icon } from "../parts/Basics";
import { MessageRow } from "./MessageRow";
import { type Older, useFresh, useOlder, useReading, useUnreadAtOpening } from "./reading";
import { Teaching } from "./Teaching";

const AT_END = 80;
const NEAR_START = 600;
const MINUTE = 60_000;

type List = Virtualizer<HTMLDivElement, HTMLElement>;

/** A guess of a row's height before it is measured; close guesses keep the scrollbar calm. */
function guess(row: Row | undefined): number {
  if (row === undefined) return 60;
  if (row.kind === "day") return 36;
  if (row.kind === "new") return 26;
  if (row.kind === "pending") return row.grouped ? 28 : 54;
  if (row.message.content_type === "json_data") return 200;
  return row.grouped ? 28 : 54;
}

function isMessage(row: Row | undefined): boolean {
  return row?.kind === "message" || row?.kind === "pending";
}

/** The message that an arrow key, Home or End leads to from the one in focus. */
function target(rows: readonly Row[], from: number, key: string): number {
  const step = key === "ArrowUp" || key === "End" ? -1 : 1;
  let at = key === "Home" ? 0 : key === "End" ? rows.length - 1 : from + step;
  while (at >= 0 && at < rows.length && !isMessage(rows[at])) at += step;
  return at >= 0 && at < rows.length ? at : from;
}

/** The rows of a channel, made anew when the day turns. */
function useRows(channel: Channel, history: History, myId: string): Row[] {
  const pending = usePending(channel.id);
  const unread = useUnreadAtOpening(channel, history);
  const today = new Date(useNow(MINUTE)).toDateString();
  return useMemo(
    () => rowsOf({ messages: history.messages, pending, myId, unread, now: new Date(today), hasOlder: history.hasOlder }),
    [history.messages, history.hasOlder, pending, myId, unread, today],
  );
}

/** Holds the end of the list where it is while a banner, the keyboard or a growing composer takes room below or above. */
function useAnchor(scroller: RefObject<HTMLDivElement | null>, list: List): void {
  useEffect(() => {
    const area = scroller.current;
    if (area === null) return undefined;
    let atEnd = true;
    const look = (): void => { atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < AT_END; };
    const watcher = new ResizeObserver(() => { if (atEnd) list.scrollToEnd(); });
    area.addEventListener("scroll", look, { passive: true });
    watcher.observe(area);
    return () => {
      area.removeEventListener("scroll", look);
      watcher.disconnect();
    };
  }, [scroller, list]);
}

/** The virtual list: anchored to its end, which it follows while it is on screen; `keep` stays mounted. */
function useList(scroller: RefObject<HTMLDivElement | null>, rows: readonly Row[], keep: number): { list: List; atEnd: boolean } {
  const [atEnd, setAtEnd] = useState(true);
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
    scrollPaddingStart: 32,
    rangeExtractor: useCallback((range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return keep >= 0 && !indexes.includes(keep) ? [...indexes, keep].sort((one, other) => one - other) : indexes;
    }, [keep]),
    onChange: (instance) => { setAtEnd(instance.isAtEnd(AT_END)); },
  });
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    list.scrollToEnd();
  }, [list, rows.length]);
  useAnchor(scroller, list);
  // What one writes oneself is always shown.
  const unsent = rows.filter((row) => row.kind === "pending").length;
  const before = useRef(unsent);
  useEffect(() => {
    if (unsent > before.current) list.scrollToEnd();
    before.current = unsent;
  }, [list, unsent]);
  return { list, atEnd };
}

/** Focuses a message as soon as the list has mounted it. */
function focusMessage(within: Element, key: string, tries = 20): void {
  const found = within.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (found) found.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => { focusMessage(within, key, tries - 1); });
}

/** Keys on the list: arrows, Home and End walk the messages, Escape goes to the end. */
function walk(event: KeyboardEvent, rows: readonly Row[], list: List, from: number): void {
  if (event.key === "Escape") list.scrollToEnd();
  const onMessage = event.target instanceof HTMLElement && event.target.matches("article");
  if (!onMessage || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const at = target(rows, from, event.key);
  const key = rows[at]?.key;
  if (key === undefined) return;
  list.scrollToIndex(at, { align: "auto" });
  focusMessage(event.currentTarget, key);
}

/** What the list says over its start while older messages are read. */
function OlderNote({ older }: { older: Older }): ReactNode {
  const long = useLasting(older.state === "reading", 300, 0);
  if (older.state === "failed") {
    return <div className="over-list"><Button small onClick={older.readAgain}>Older messages could not be read. Try again</Button></div>;
  }
  return long ? <div className="over-list" role="status"><span className="tag">Reading older messages</span></div> : null;
}

function Pill({ fresh, onClick }: { fresh: number; onClick: () => void }): ReactNode {
  return (
    <button type="button" className={fresh > 0 ? "pill fresh" : "pill"} onClick={onClick}>
      <Icon of={ArrowDown} size={14} />
      {fresh > 0 ? `${String(fresh)} new` : "To the newest"}
    </button>
  );
}

/** Where the words of a day stand below the top of their row, less where they stand while they stick. */
const DAY_RISE = 6;

/** The day of the messages at the top, from the moment its divider has reached the top. */
function StickyDay({ rows, list }: { rows: readonly Row[]; list: List }): ReactNode {
  const top = list.scrollOffset ?? 0;
  const first = list.getVirtualItems().find((item) => item.end > top);
  if (first === undefined) return null;
  const reached = rows[first.index]?.kind !== "day" || first.start + DAY_RISE <= top;
  const words = dayOf(rows, reached ? first.index : first.index - 1, new Date());
  if (words === null) return null;
  return <div className="sticky-day" aria-hidden="true"><div className="column"><div className="day">{words}</div></div></div>;
}

interface Props {
  channel: Channel;
  history: History;
  myId: string;
  workspaceId: string;
}

/** The messages of a channel, anchored to the end; follows it while it is on screen, else stays where it is read. */
export function MessageList({ channel, history, myId, workspaceId }: Props): ReactNode {
  const rows = useRows(channel, history, myId);
  const agents = useAgents(workspaceId).data;
  const myName = useMe().data?.user.name ?? "";
  const me = useMemo(() => ({ id: myId, name: myName }), [myId, myName]);
  const scroller = useRef<HTMLDivElement>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const focusAt = rows.findIndex((row) => row.key === focusKey);
  const { list, atEnd } = useList(scroller, rows, focusAt);
  const items = list.getVirtualItems();
  // A few messages stand at the end of the list; they are moved there, so that the next one shifts no layout.
  const slack = Math.max(0, (list.scrollRect?.height ?? 0) - list.getTotalSize());
  const older = useOlder(channel.id, history, items.length > 0 && (list.scrollOffset ?? 0) < NEAR_START);
  useReading(channel, history, atEnd);
  const fresh = useFresh(history, myId, atEnd);
  const tabKey = focusAt >= 0 ? focusKey : (rows.findLast(isMessage)?.key ?? null);

  return (
    <div className="list-frame">
      <div ref={scroller} className="list" role="log" aria-live="off" aria-label={`Messages in ${channel.name}`} data-region="messages"
        tabIndex={-1} onKeyDown={(event) => { walk(event, rows, list, focusAt); }}>
        {rows.length === 0 ? <div className="column start-column"><Teaching channel={channel} workspaceId={workspaceId} /></div> : null}
        <div className="canvas" hidden={rows.length === 0} style={{ height: list.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <div key={item.key} ref={list.measureElement} data-index={item.index} className="placed" style={{ transform: `translateY(${String(item.start + slack)}px)` }}>
                <div className="column">
                  <MessageRow row={row} channelId={channel.id} me={me} agents={agents ?? []} focusable={row.key === tabKey} onFocus={setFocusKey} />
                </div>
              </div>
            );
          })}
        </div>
      </div>
      <StickyDay rows={rows} list={list} />
      <OlderNote older={older} />
      {atEnd ? null : <Pill fresh={fresh} onClick={() => { list.scrollToEnd(); }} />}
    </div>
  );
}
