import { ArrowDown } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, type RefObject, Suspense, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";

import { useSearchParams } from "react-router";

import { useReplies } from "../api/messages";
import { useNames } from "../api/people";
import { useAgents, useMe, usePending } from "../api/queries";
import type { Channel, Message, Workspace } from "../api/types";
import { useEditLast } from "../lib/editLast";
import { useLasting, useNow } from "../lib/media";
import { toast } from "../lib/toast";
import { useLive } from "../live/context";
import type { History } from "../live/history";
import { draftKey } from "../live/pending";
import { dayOf, type Row, rowsOf } from "../live/rows";
import { Button, Icon } from "../parts/Basics";
import { useFinding } from "./find/context";
import { press } from "./list/keys";
import { useActions } from "./list/useActions";
import { focusMessage, isMessage, type List, useList } from "./list/useList";
import { useLongPress } from "./list/useLongPress";
import { mayDo, type Place, PlaceContext } from "./message/context";
import { MessageRow } from "./MessageRow";
import { type Pages, useFresh, usePages, useReading, useTarget } from "./reading";
import { Teaching } from "./Teaching";

const OverMessage = lazy(() => import("./message/OverMessage"));
const MessageSheet = lazy(() => import("./message/MessageSheet"));

const NEAR = 600;
const MINUTE = 60_000;
/** How long a message stays lit that a link led to, and a word that says what was done. */
const LIT_MS = 2_000;

interface Props {
  workspace: Workspace;
  channel: Channel;
  history: History;
  /** The message whose replies these are; a channel's own messages have none. */
  parent?: Message | null;
  /** The message a link leads to. */
  at: string | null;
}

/** The rows of a channel or thread, made anew when the day turns. */
function useRows({ channel, history, parent = null }: Props, unread: { after: number; upTo: number } | null, myId: string): { rows: Row[]; dismiss: (id: string) => void } {
  const threadId = parent?.id ?? null;
  const everywhere = usePending(channel.id);
  const { replies, dismiss } = useReplies(channel.id, threadId);
  const today = new Date(useNow(MINUTE)).toDateString();
  const { messages, hasOlder, hasNewer } = history;
  const rows = useMemo(() => {
    const pending = everywhere.filter((one) => (one.threadId ?? null) === threadId);
    return rowsOf({ messages, pending, replies, myId, unread, now: new Date(today), hasOlder, hasNewer, parent });
  }, [messages, hasOlder, hasNewer, everywhere, threadId, replies, myId, unread, today, parent]);
  return { rows, dismiss };
}

/** What the list says over its start while older messages are read. */
function PageNote({ pages }: { pages: Pages }): ReactNode {
  const long = useLasting(pages.older === "reading", 300, 0);
  if (pages.older === "failed" || pages.newer === "failed") {
    const which = pages.older === "failed" ? "Older" : "Newer";
    return <div className="over-list"><Button small onClick={pages.readAgain}>{which} messages could not be read. Try again</Button></div>;
  }
  return long ? <div className="over-list" role="status"><span className="tag">Reading older messages</span></div> : null;
}

function Pill({ fresh, onClick }: { fresh: number; onClick: () => void }): ReactNode {
  return (
    <button type="button" className={fresh > 0 ? "pill fresh" : "pill"} onClick={onClick}>
      <Icon of={ArrowDown} size={14} />
      {fresh > 0 ? `${fresh.toLocaleString()} new` : "To the newest"}
    </button>
  );
}

/** How far the divider in the list stands above the one that sticks when its words pass through the same place. */
const DAY_RISE = 6;

/** How far a few messages are moved to stand at the end of a list they do not fill, so that the next one shifts no layout. */
function slackOf(list: List): number {
  return Math.max(0, (list.scrollRect?.height ?? 0) - list.getTotalSize());
}

/** The day of the messages at the top, from the moment its divider has reached the top. */
function StickyDay({ rows, list }: { rows: readonly Row[]; list: List }): ReactNode {
  const top = (list.scrollOffset ?? 0) - slackOf(list);
  const first = list.getVirtualItems().find((item) => item.end > top);
  if (first === undefined) return null;
  const reached = rows[first.index]?.kind !== "day" || first.start + DAY_RISE <= top;
  const words = dayOf(rows, reached ? first.index : first.index - 1, new Date());
  if (words === null) return null;
  return <div className="sticky-day" aria-hidden="true"><div className="column"><div className="day">{words}</div></div></div>;
}

/** A thread's first message in one line, once it is scrolled out of sight. */
function StickyParent({ parent, list, onClick }: { parent: Message; list: List; onClick: () => void }): ReactNode {
  const top = list.scrollOffset ?? 0;
  const first = list.getVirtualItems().find((item) => item.end > top + DAY_RISE);
  if (first === undefined || (first.index === 0 && first.key === parent.id)) return null;
  const payload = parent.content_json.json_payload as { title?: string; title_text?: string } | null | undefined;
  const text = parent.content_json.text_body ?? payload?.title ?? payload?.title_text ?? parent.content_json.file_details_json?.name ?? "";
  return <button type="button" className="sticky-parent" onClick={onClick}><b>{parent.sender_name}</b><span className="cut">{text}</span></button>;
}

/** Scrolls to the message a link leads to as soon as it is held, and lights it for a moment. */
function useLit(list: List, rows: readonly Row[], target: { id: string; isHeld: boolean } | null): string | null {
  const { turn } = useFinding();
  const wanted = target?.id ?? null;
  const at = target?.isHeld ? rows.findIndex((row) => row.key === target.id) : -1;
  const id = at < 0 ? null : wanted;
  const [done, setDone] = useState<string | null>(null);
  const reached = useRef<string | null>(null);
  const show = useEffectEvent(() => { list.scrollToIndex(at, { align: "center" }); });
  if (wanted === null && done !== null) setDone(null);
  useEffect(() => {
    if (wanted === null) reached.current = null;
    const reach = `${String(id)} ${String(turn)}`;
    if (id === null || reached.current === reach) return;
    reached.current = reach;
    show();
    // It goes out by itself, whatever else changes meanwhile.
    setTimeout(() => { setDone(id); }, LIT_MS);
  }, [wanted, id, turn]);
  return id === done ? null : id;
}

function usePlaceOf({ workspace, channel, parent = null }: Props, how: Pick<Parameters<typeof useActions>[0], "markUnread" | "focus">): { place: Place; acting: ReturnType<typeof useActions> } {
  const agents = useAgents(workspace.id).data;
  const user = useMe().data?.user;
  const nameOf = useNames();
  const acting = useActions({ workspaceId: workspace.id, channel, ...how });
  const { actions } = acting;
  const [myId, myName] = [user?.id ?? "", user?.name ?? ""];
  const threadId = parent?.id ?? null;
  const place = useMemo<Place>(
    () => ({ workspace, channel, threadId, me: { id: myId, name: myName }, agents: agents ?? [], nameOf, actions }),
    [workspace, channel, threadId, myId, myName, agents, nameOf, actions],
  );
  return { place, acting };
}

/** Single keys, unless whoever is here turned them off. */
function useKeysAreOff(): boolean {
  return useMe().data?.user.profile_info?.user_preferences_json?.single_keys === false;
}

/** Focuses a message as soon as what lay over the list is gone; who is somewhere else by then stays there. */
function goOn(within: HTMLElement, key: string, tries = 20): void {
  if (document.activeElement === document.body) focusMessage(within, key);
  else if (tries > 0) requestAnimationFrame(() => { goOn(within, key, tries - 1); });
}

/** What was sent is another row once it is confirmed: whoever was on it goes on there. */
function useConfirmed(rows: readonly Row[], focusKey: string | null, goTo: (key: string) => void): void {
  const row = focusKey === null ? undefined : rows.find((one) => one.kind === "message" && one.message.client_message_id === focusKey);
  const key = row?.key ?? null;
  const follow = useEffectEvent(goTo);
  useEffect(() => { if (key !== null) follow(key); }, [key]);
}

/** Everything a list knows: its rows, where it stands, what is read, and what is being done with its messages. */
function useMessageList(props: Props, scroller: RefObject<HTMLDivElement | null>) {
  const { channel, history, parent = null, at } = props;
  const live = useLive();
  const isThread = parent !== null;
  const threadId = parent?.id ?? null;
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const [isEndShown, setEndShown] = useState(true);
  const reading = useReading(channel, history, isEndShown, isThread);
  const focus = (key: string): void => { if (scroller.current) goOn(scroller.current, key); };
  const { place, acting } = usePlaceOf(props, { markUnread: reading.markUnread, focus });
  const { rows, dismiss } = useRows(props, isThread ? null : reading.unread, live.myId);
  const focusAt = rows.findIndex((row) => row.key === focusKey);
  useConfirmed(rows, focusKey, (key) => {
    setFocusKey(key);
    focus(key);
  });
  const { list, atEnd } = useList({ scroller, rows, keep: focusAt, hasNewer: history.hasNewer, openAt: rows.findIndex((row) => row.key === at) });
  if (atEnd !== isEndShown) setEndShown(atEnd);
  useEditLast(draftKey(channel.id, threadId), () => {
    const last = rows.findLastIndex((row) => row.kind === "message" && mayDo(row.message, place).edit);
    const row = rows[last];
    if (row?.kind !== "message") return false;
    list.scrollToIndex(last, { align: "auto" });
    place.actions.edit(row.message);
    return true;
  });
  const isNearStart = list.getVirtualItems().length > 0 && (list.scrollOffset ?? 0) < NEAR;
  const pages = usePages(channel.id, threadId, history, { start: isNearStart, end: list.isAtEnd(NEAR) });
  const lit = useLit(list, rows, useTarget(channel.id, threadId, at, history));
  const fresh = useFresh(channel, history, live.myId, atEnd);
  const tabKey = focusAt >= 0 ? focusKey : (rows.findLast(isMessage)?.key ?? null);
  const [, setParams] = useSearchParams();
  const leave = useLeaving(list, rows, history.hasNewer);
  const toEnd = (): void => {
    if (at !== null) setParams((params) => { params.delete("m"); return params; }, { replace: true });
    if (!history.hasNewer) list.scrollToEnd();
    else {
      leave(true);
      live.reader.jump(channel.id, threadId, null).catch(() => {
        leave(false);
        toast("The newest messages could not be read. Try again.");
      });
    }
  };
  return { rows, dismiss, list, atEnd, pages, lit, fresh: isThread ? 0 : fresh, tabKey, focusKey, setFocusKey, focusAt, toEnd, reading, place, acting };
}

/** Notes that somebody is on the way to the end: it is gone to once it is among the rows. */
function useLeaving(list: List, rows: readonly Row[], hasNewer: boolean): (leaves: boolean) => void {
  const leaves = useRef(false);
  useLayoutEffect(() => {
    if (!leaves.current || hasNewer) return;
    leaves.current = false;
    list.scrollToEnd();
  }, [list, rows, hasNewer]);
  return (are) => { leaves.current = are; };
}

/** The rows that are on screen or close to it, each where it belongs. */
function Canvas({ rows, list, isThread, children }: { rows: readonly Row[]; list: List; isThread: boolean; children: (row: Row) => ReactNode }): ReactNode {
  const slack = isThread ? 0 : slackOf(list);
  return (
    <div className="canvas" hidden={rows.length === 0} style={{ height: list.getTotalSize() }}>
      {list.getVirtualItems().map((item) => {
        const row = rows[item.index];
        return row === undefined ? null : (
          <div key={item.key} ref={list.measureElement} data-index={item.index} className="placed" style={{ transform: `translateY(${String(item.start + slack)}px)` }}>
            <div className="column">{children(row)}</div>
          </div>
        );
      })}
    </div>
  );
}

/** The messages of a channel or thread: follows the end while it is on screen, else stays where it is read. */
export function MessageList(props: Props): ReactNode {
  const { workspace, channel, history, parent = null } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, list, place, acting, ...it } = useMessageList(props, scroller);
  const [overKey, setOverKey] = useState<string | null>(null);
  const held = useLongPress(rows);
  const areOff = useKeysAreOff();
  const finding = useFinding();
  const keyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === "Escape" && parent === null) {
      it.reading.markRead();
      it.toEnd();
    }
    press(event, { rows, list, place, from: it.focusAt, areOff });
  };
  return (
    <PlaceContext value={place}>
      <div className="list-frame">
        <div ref={scroller} className="list" role="log" aria-live="off" aria-label={parent === null ? `Messages in ${channel.name}` : "Replies"}
          data-region={parent === null ? "messages" : undefined} tabIndex={-1} onKeyDown={keyDown}
          onPointerOver={(event) => { if (event.pointerType === "mouse") setOverKey(keyAt(event.target)); }}
          onPointerLeave={() => { setOverKey(null); }} {...held.handlers}>
          {rows.length === 0 ? <div className="column start-column"><Teaching channel={channel} workspaceId={workspace.id} /></div> : null}
          <Canvas rows={rows} list={list} isThread={parent !== null}>
            {(row) => (
              <MessageRow row={row} focusable={row.key === it.tabKey} active={row.key === overKey || row.key === it.focusKey}
                isEdited={row.key === acting.editing} isLit={row.key === it.lit} isFound={row.key === finding.at} onFocus={it.setFocusKey} dismiss={it.dismiss} />
            )}
          </Canvas>
        </div>
        {parent === null ? <StickyDay rows={rows} list={list} /> : <StickyParent parent={parent} list={list} onClick={() => { list.scrollToIndex(0); }} />}
        <PageNote pages={it.pages} />
        {it.atEnd && !history.hasNewer ? null : <Pill fresh={it.fresh} onClick={it.toEnd} />}
      </div>
      {acting.over ? <Suspense><OverMessage over={acting.over} onClose={acting.close} /></Suspense> : null}
      {held.message ? <Suspense><MessageSheet message={held.message} onClose={held.close} /></Suspense> : null}
    </PlaceContext>
  );
}

/** The key of the row that something on screen belongs to. */
function keyAt(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-key]")?.dataset.key ?? null) : null;
}

