import { isPassing, request } from "../api/client";
import type { Message, Page } from "../api/types";
import { type History, hasGap, leftBehind, MOST_HELD, opened, openedAround, withMissed, withNewer, withOlder, withRange } from "./history";
import { messageKey, type Store } from "./store";

export const PAGE = 50;
const MISSED_PAGE = 100;
const RANGE_PAGE = 200;
/** Announcements may overtake each other: a gap gets this long to close by itself. */
const GAP_WAIT = 300;
export const RETRY_WAIT = 5_000;

/** Reads messages from the server: pages that somebody scrolls to, and what was missed. */
export class Reader {
  private readonly latest = new Map<string, number>();
  private readonly settling = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly busy = new Set<string>();

  constructor(
    private readonly store: Store,
    /** Called with every message that was missed. */
    private readonly found: (message: Message) => void,
  ) {}

  stop(): void {
    for (const timer of this.settling.values()) clearTimeout(timer);
    this.settling.clear();
  }

  /** Reads the newest page of a channel or thread, or the page around a message of it: the first thing known of it. */
  async open(channelId: string, threadId: string | null, messageId: string | null = null): Promise<History> {
    const upTo = this.upTo(channelId);
    const seq = messageId === null ? null : await this.place(channelId, threadId, messageId);
    const page = await this.page(channelId, threadId, `limit=${String(PAGE)}${seq === null ? "" : `&around=${String(seq)}`}`);
    if (threadId === null) this.settle(channelId);
    return seq === null ? opened(page.items, PAGE, upTo) : openedAround(page.items, PAGE, seq, upTo);
  }

  /** Reads the newest page, or the page around a message, in the place of what was held. */
  async jump(channelId: string, threadId: string | null, messageId: string | null): Promise<void> {
    const before = this.store.history(channelId, threadId)?.newest ?? 0;
    const history = await this.open(channelId, threadId, messageId);
    this.store.change(channelId, threadId, (held) => ({
      ...history,
      known: Math.max(held.known, history.known),
      newest: Math.max(held.newest, history.newest),
      // What came while the page was on its way is not in it.
      hasNewer: history.hasNewer || held.newest > Math.max(history.newest, before),
    }));
  }

  /** Where a message stands; null where it is not in this channel or thread. */
  private async place(channelId: string, threadId: string | null, messageId: string): Promise<number | null> {
    try {
      const message = await this.store.client.fetchQuery({
        queryKey: messageKey(messageId),
        queryFn: () => request<Message>("GET", `/messages/${messageId}`),
      });
      return message.channel_id === channelId && message.thread_id === threadId ? message.seq : null;
    } catch (error) {
      if (isPassing(error)) throw error;
      return null;
    }
  }

  /** Reads the page before the first message held. */
  async older(channelId: string, threadId: string | null): Promise<void> {
    const first = this.store.history(channelId, threadId)?.messages[0];
    if (first === undefined) return;
    const page = await this.page(channelId, threadId, `limit=${String(PAGE)}&before=${String(first.seq)}`);
    this.store.change(channelId, threadId, (history) => (history.messages[0]?.seq === first.seq ? withOlder(history, page.items, PAGE) : history));
  }

  /** Reads the page after the last message held. */
  async newer(channelId: string, threadId: string | null): Promise<void> {
    const before = this.store.history(channelId, threadId);
    const last = before?.messages.at(-1);
    if (before === undefined || last === undefined) return;
    const page = await this.page(channelId, threadId, `limit=${String(PAGE)}&after=${String(last.seq)}`);
    this.store.change(channelId, threadId, (history) => (history.messages.at(-1)?.seq === last.seq ? withNewer(history, page.items, PAGE, before.newest) : history));
  }

  /** The channel is known to have come as far as `seq`. */
  noticed(channelId: string, seq: number): void {
    this.latest.set(channelId, Math.max(seq, this.latest.get(channelId) ?? 0));
    this.settle(channelId);
  }

  upTo(channelId: string): number {
    return this.latest.get(channelId) ?? 0;
  }

  /** Looks a moment later whether something is missing, and reads it. */
  settle(channelId: string): void {
    if (this.settling.has(channelId)) return;
    const timer = setTimeout(() => {
      this.settling.delete(channelId);
      const history = this.store.history(channelId);
      const latest = this.upTo(channelId);
      if (history !== undefined && (hasGap(history) || history.known < latest)) void this.missed(channelId, latest);
    }, GAP_WAIT);
    this.settling.set(channelId, timer);
  }

  /** Reads every message after the last known one; and what is held once more where other changes were missed. */
  async missed(channelId: string, upTo: number, always = false): Promise<void> {
    const before = this.store.history(channelId);
    if (before === undefined || this.busy.has(channelId)) return;
    this.busy.add(channelId);
    try {
      const read = await this.readAfter(channelId, before, upTo);
      if (always || read < upTo - before.known) await this.again(channelId);
      this.settle(channelId);
    } catch (error) {
      if (isPassing(error)) setTimeout(() => { this.settle(channelId); }, RETRY_WAIT);
    } finally {
      this.busy.delete(channelId);
    }
  }

  private async readAfter(channelId: string, before: History, upTo: number): Promise<number> {
    let read = 0;
    for (let after = before.known; ; ) {
      const page = await this.page(channelId, null, `limit=${String(MISSED_PAGE)}&after=${String(after)}`);
      const last = page.items.length < MISSED_PAGE;
      this.store.change(channelId, null, (history) => withMissed(history, page.items, last, upTo));
      page.items.forEach(this.found);
      read += page.items.length;
      if (last) return read;
      if (read >= MOST_HELD) {
        this.store.change(channelId, null, (history) => leftBehind(history, upTo));
        return read;
      }
      after = Math.max(...page.items.map((message) => message.seq));
    }
  }

  /** Reads what came since, and the newest of what is held once more, for as long as nothing is announced. */
  async poll(channelId: string): Promise<void> {
    const before = this.store.history(channelId);
    if (before === undefined || this.busy.has(channelId)) return;
    this.busy.add(channelId);
    try {
      await this.readAfter(channelId, before, this.upTo(channelId));
      await this.again(channelId, PAGE);
    } finally {
      this.busy.delete(channelId);
    }
  }

  /** Reads again what is held, or the last `most` of it, so that edits and deletions nobody announced here are seen. */
  private async again(channelId: string, most = Infinity): Promise<void> {
    await this.range(channelId, null, most);
    for (const threadId of this.store.openThreads(channelId)) {
      await this.range(channelId, threadId, most);
      void this.store.client.invalidateQueries({ queryKey: messageKey(threadId) });
    }
  }

  private async range(channelId: string, threadId: string | null, most: number): Promise<void> {
    const held = this.store.history(channelId, threadId);
    if (held === undefined) return;
    const upTo = held.messages.at(-1)?.seq ?? 0;
    for (let from = held.messages.at(-Math.min(most, held.messages.length))?.seq ?? 0; ; ) {
      const page = await this.page(channelId, threadId, `limit=${String(RANGE_PAGE)}&after=${String(Math.max(0, from - 1))}`);
      const top = Math.max(from, ...page.items.map((message) => message.seq));
      const isEnd = page.items.length < RANGE_PAGE;
      const items = held.hasNewer ? page.items.filter((message) => message.seq <= upTo) : page.items;
      this.store.change(channelId, threadId, (history) => withRange(history, items, from, isEnd ? Math.max(top, upTo) : top));
      if (isEnd || top >= upTo) return;
      from = top + 1;
    }
  }

  private page(channelId: string, threadId: string | null, query: string): Promise<Page<Message>> {
    return request<Page<Message>>("GET", `/channels/${channelId}/messages?${query}&thread_id=${threadId ?? "none"}`);
  }
}
