import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";

import { type Found, useSearch } from "../../api/search";
import type { Channel } from "../../api/types";
import { isChord } from "../../lib/keys";
import { useSettled } from "../../lib/media";
import { openedOverlay } from "../../lib/overlay";
import { inChannel } from "../../lib/query";
import type { Finding } from "./context";
import { nextOf, wordsOf } from "./hits";

const PAUSE = 150;
/** So many hits are read at once: more than anybody steps through. */
const PAGE = 100;

interface State {
  readonly channelId: string;
  readonly typed: string;
  /** The hit that was stepped to; before that it stands at the first. */
  readonly id: string | null;
  readonly turn: number;
}

const CLOSED = { typed: "", id: null, turn: 0 };

export interface Find {
  readonly finding: Finding;
  readonly typed: string;
  /** What is asked of the server; empty while nothing is. */
  readonly query: string;
  readonly hits: readonly Found[];
  readonly at: number;
  readonly hasMore: boolean;
  readonly isReading: boolean;
  readonly error: Error | null;
  open: () => void;
  close: () => void;
  write: (typed: string) => void;
  /** To the hit before (older), or after. */
  step: (by: 1 | -1) => void;
}

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("[data-region=find] input");
}

/** Brings a hit into view as a link to it does; a reply in its thread. */
function useLeading(hit: Found | undefined, query: string, turn: number): void {
  const [, setParams] = useSearchParams();
  const lead = useEffectEvent(() => {
    if (hit === undefined) return;
    const { message } = hit;
    setParams((params) => {
      params.delete("thread");
      if (message.thread_id !== null) {
        params.delete("panel");
        params.set("thread", message.thread_id);
      }
      params.set("m", message.id);
      return params;
    }, { replace: true });
  });
  const id = hit?.message.id;
  useEffect(() => { lead(); }, [id, query, turn]);
}

function useHits(workspaceId: string, channel: Channel, query: string): Pick<Find, "hits" | "hasMore" | "isReading" | "error"> & { readOn: () => void } {
  const search = useSearch(workspaceId, query, PAGE);
  const isOld = query === "" || search.isPlaceholderData;
  // People who are called alike share an operator: their conversations are told apart here.
  const hits = useMemo(
    () => (isOld ? [] : (search.data?.pages ?? []).flatMap((page) => page.items).filter((one) => one.channel_id === channel.id)),
    [isOld, search.data, channel.id],
  );
  return {
    hits, hasMore: !isOld && search.hasNextPage, isReading: query !== "" && (search.isPending || search.isPlaceholderData), error: query === "" ? null : search.error,
    readOn: () => { if (search.hasNextPage && !search.isFetching) void search.fetchNextPage(); },
  };
}

/** The browser finds only what is drawn of a channel: the first press opens this, the second closes it and is the browser's. */
function useFindKey(find: Pick<Find, "open" | "close"> & { isOpen: boolean }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isChord(event, "f") || openedOverlay() !== null) return;
    if (find.isOpen && field() === document.activeElement) find.close();
    else {
      event.preventDefault();
      find.open();
    }
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => { removeEventListener("keydown", press); };
  }, []);
}

/** Finds in one channel: what is looked for, what was found, and where among it one stands. */
export function useFind(workspaceId: string, channel: Channel): Find {
  const [state, setState] = useState<State | null>(null);
  const now = state?.channelId === channel.id ? state : null;
  const opener = useRef<Element | null>(null);
  const isOpen = now !== null;
  const { typed, id, turn } = now ?? CLOSED;
  const words = useSettled(typed.trim(), PAUSE);
  const query = !isOpen || words === "" ? "" : inChannel(channel) + words;
  const { readOn, ...found } = useHits(workspaceId, channel, query);
  const { hits, hasMore } = found;
  const at = Math.max(0, hits.findIndex((one) => one.message.id === id));
  useLeading(hits[at], query, turn);
  const met = useMemo(() => wordsOf(hits), [hits]);
  const hitId = hits[at]?.message.id ?? null;
  const finding = useMemo<Finding>(() => ({ isOpen, at: hitId, words: met, turn }), [isOpen, hitId, met, turn]);
  const open = (): void => {
    if (!isOpen) {
      opener.current = document.activeElement;
      setState({ channelId: channel.id, typed: "", id: null, turn: 0 });
    }
    field()?.focus();
    field()?.select();
  };
  const close = (): void => {
    setState(null);
    const back = opener.current instanceof HTMLElement && opener.current.isConnected && opener.current !== document.body ? opener.current : null;
    (back ?? document.querySelector<HTMLElement>("[data-region=composer] textarea"))?.focus({ preventScroll: true });
  };
  useFindKey({ isOpen, open, close });
  return {
    ...found, finding, query, at, open, close, typed,
    write: (text) => { setState({ channelId: channel.id, typed: text, id, turn }); },
    step: (by) => {
      const to = hits[nextOf(at, by, hits.length, hasMore)];
      // What is still being typed leads to its first hit by itself.
      if (now === null || to === undefined || typed.trim() !== words) return;
      if (at + 2 >= hits.length) readOn();
      setState({ ...now, id: to.message.id, turn: turn + 1 });
    },
  };
}
