import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";

import type { Row } from "../../live/rows";

export const AT_END = 80;

export type List = Virtualizer<HTMLDivElement, HTMLElement>;

/** A guess of a message's height before it is measured. */
function guessMessage({ message, grouped }: Extract<Row, { kind: "message" }>): number {
  const base = { json_data: 200, interactive_proposal: 260, agent_status_update: 130 }[message.content_type] ?? (grouped ? 28 : 54);
  const file = message.content_json.file_details_json;
  const picture = file?.width && file.height ? Math.min(file.height, 300) + 8 : file ? 64 : 0;
  return base + picture + (message.reactions_json_array?.length ? 32 : 0) + (message.reply_count > 0 ? 32 : 0);
}

/** A guess of a row's height; close guesses keep the scrollbar calm. */
function guess(row: Row | undefined): number {
  switch (row?.kind) {
    case "day": case "replies": return 36;
    case "new": return 26;
    case "pending": return row.grouped ? 28 : 54;
    case "message": return guessMessage(row);
    default: return 60;
  }
}

export function isMessage(row: Row | undefined): boolean {
  return row?.kind === "message" || row?.kind === "pending" || row?.kind === "reply";
}

/** The message that an arrow key, Home or End leads to from the one in focus. */
export function target(rows: readonly Row[], from: number, key: string): number {
  const step = key === "ArrowUp" || key === "End" ? -1 : 1;
  let at = key === "Home" ? 0 : key === "End" ? rows.length - 1 : from + step;
  while (at >= 0 && at < rows.length && !isMessage(rows[at])) at += step;
  return at >= 0 && at < rows.length ? at : from;
}

/** Focuses a message as soon as the list has mounted it. */
export function focusMessage(within: Element, key: string, tries = 20): void {
  const found = within.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (found) found.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => { focusMessage(within, key, tries - 1); });
}

function isAtEndOf(area: HTMLElement): boolean {
  return area.scrollHeight - area.scrollTop - area.clientHeight < AT_END;
}

/**
 * Holds the end of the list where it is while a banner, the keyboard or a growing composer takes room below or above.
 * Rows that come below the last one scroll nothing, and so are looked at too.
 */
function useAnchor(scroller: RefObject<HTMLDivElement | null>, list: List, count: number, hasNewer: boolean): void {
  const atEnd = useRef(true);
  const hold = useEffectEvent(() => { if (atEnd.current && !hasNewer) list.scrollToEnd(); });
  useEffect(() => {
    if (scroller.current !== null) atEnd.current = isAtEndOf(scroller.current);
  }, [scroller, count]);
  useEffect(() => {
    const area = scroller.current;
    if (area === null) return undefined;
    const look = (): void => { atEnd.current = isAtEndOf(area); };
    const watcher = new ResizeObserver(() => { hold(); });
    area.addEventListener("scroll", look, { passive: true });
    watcher.observe(area);
    return () => {
      area.removeEventListener("scroll", look);
      watcher.disconnect();
    };
  }, [scroller]);
}

/**
 * Whether what is on screen is held where it is when a row takes another size: for every row above it, whichever way is
 * scrolled. The first row held becomes a lower one when older messages come before it, just while they are scrolled to.
 */
function isAbove(item: VirtualItem, list: List): boolean {
  const top = list.scrollOffset ?? 0;
  return list.itemSizeCache.has(item.key) ? item.end <= top : item.start < top;
}

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly Row[];
  /** A row that stays mounted wherever it is: the one in focus. */
  keep: number;
  /** There are messages after the last one held: its end is not the end, and is not followed. */
  hasNewer: boolean;
  /** Where to open, rather than at the end. */
  openAt: number;
}

/** The virtual list: anchored to its end, which it follows while it is on screen. */
export function useList({ scroller, rows, keep, hasNewer, openAt }: Options): { list: List; atEnd: boolean } {
  const [atEnd, setAtEnd] = useState(true);
  // The last page that comes makes the end an end; it does not take the reader there.
  const hadNewer = useRef(hasNewer);
  const follows = !hasNewer && !hadNewer.current;
  useEffect(() => { hadNewer.current = hasNewer; }, [hasNewer]);
  const list: List = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => guess(rows[at]),
    getItemKey: useCallback((at: number) => rows[at]?.key ?? at, [rows]),
    anchorTo: "end",
    followOnAppend: follows,
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
  useLayoutEffect(() => { list.shouldAdjustScrollPositionOnItemSizeChange = (item, _, instance) => isAbove(item, instance); }, [list]);
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    if (openAt >= 0) list.scrollToIndex(openAt, { align: "center" });
    else list.scrollToEnd();
  }, [list, rows.length, openAt]);
  useAnchor(scroller, list, rows.length, hasNewer);
  // What one writes oneself is always shown; once it is stored it may be taller than it was, as files are.
  const unsent = rows.filter((row) => row.kind === "pending" || row.kind === "reply").length;
  const before = useRef(unsent);
  useEffect(() => {
    if (unsent > before.current || (unsent < before.current && atEnd)) list.scrollToEnd();
    before.current = unsent;
  }, [list, unsent, atEnd]);
  return { list, atEnd };
}
