import type { QueryClient } from "@tanstack/react-query";

import { isPassing, isSignedOut, request } from "../api/client";
import type { Channel, Frame, Message, Page } from "../api/types";
import { sentence } from "../lib/words";
import { Connection } from "./connection";
import { type History, hasGap, opened, withChange, withMessage, withMissed, withNewest, without, withOlder } from "./history";
import { keepPending, keptPending, type Pending } from "./pending";

export const PAGE = 50;
const MISSED_PAGE = 100;
/** Announcements may overtake each other: a gap gets this long to close by itself. */
const GAP_WAIT = 300;
const RETRY_WAIT = 5_000;

export const historyKey = (channelId: string): readonly unknown[] => ["history", channelId];
export const unreadKey = (channelId: string): readonly unknown[] => ["unread", channelId];
export const pendingKey = (channelId: string): readonly unknown[] => ["pending", channelId];

/** A random id; the browser's own maker of them is missing where the page came over plain HTTP from another machine. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Listener = (message: Message) => void;
type FrameListener = (payload: Record<string, unknown>) => void;

/** Keeps what this page knows of a workspace's channels in step with the server. */
export class Live {
  readonly connection: Connection;
  private reading: string | null = null;
  private channelIds: readonly string[] = [];
  private readonly latest = new Map<string, number>();
  private readonly settling = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly busy = new Set<string>();
  private readonly flushing = new Set<string>();
  private readonly listeners = new Set<Listener>();
  private readonly frames = new Map<string, Set<FrameListener>>();
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: QueryClient,
    readonly workspaceId: string,
    readonly myId: string,
  ) {
    this.connection = new Connection(workspaceId, {
      frame: (frame) => {
        this.receive(frame);
      },
      ready: (again) => {
        this.ready(again);
      },
      silent: () => {
        const [first] = this.channelIds;
        if (first !== undefined) this.subscribe(first);
        return first !== undefined;
      },
      refused: () => void client.invalidateQueries({ queryKey: ["me"] }),
    });
  }

  /** Calls `listener` with every message that somebody else writes from now on. */
  hear(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `listener` with the payload of every frame of that action from now on. */
  on(action: string, listener: FrameListener): () => void {
    const all = this.frames.get(action) ?? new Set();
    this.frames.set(action, all.add(listener));
    return () => all.delete(listener);
  }

  /** The channel whose end is on screen, if any: what arrives there is read at once. */
  read(channelId: string | null): void {
    this.reading = channelId;
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.connection.stop();
    clearTimeout(this.retry);
    for (const timer of this.settling.values()) clearTimeout(timer);
    this.settling.clear();
  }

  /** Follows these channels; `first` before all others. */
  follow(channels: readonly Channel[], first: string | null): void {
    const known = new Set(this.channelIds);
    const ids = channels.map((channel) => channel.id).sort((one, other) => Number(other === first) - Number(one === first));
    this.channelIds = ids;
    for (const id of ids) if (!known.has(id)) this.subscribe(id);
  }

  /** Reads the newest page of a channel: the first thing known of it. */
  async open(channelId: string): Promise<History> {
    const upTo = this.latest.get(channelId) ?? 0;
    const page = await this.page(channelId, `limit=${String(PAGE)}`);
    this.settle(channelId);
    return opened(page.items, PAGE, upTo);
  }

  /** Reads the page before the first message held. */
  async older(channelId: string): Promise<void> {
    const first = this.history(channelId)?.messages[0];
    if (first === undefined) return;
    const page = await this.page(channelId, `limit=${String(PAGE)}&before=${String(first.seq)}`);
    this.change(channelId, (history) => withOlder(history, page.items, PAGE));
  }

  /** Reads what came since, for as long as there is no socket. */
  async poll(channelId: string): Promise<void> {
    const history = this.history(channelId);
    if (history !== undefined) await this.readMissed(channelId, history.known);
    await this.client.invalidateQueries({ queryKey: ["channels", this.workspaceId] });
  }

  /** Remembers that everything up to `seq` has been read. */
  async markRead(channelId: string, seq: number): Promise<void> {
    await this.client.cancelQueries({ queryKey: unreadKey(channelId) });
    this.client.setQueryData(unreadKey(channelId), 0);
    await request("POST", `/channels/${channelId}/read`, { seq });
    this.client.setQueryData<Channel[]>(["channels", this.workspaceId], (channels) =>
      channels?.map((one) => (one.id === channelId ? { ...one, last_read_seq: Math.max(seq, one.last_read_seq ?? 0) } : one)),
    );
  }

  // Sending

  pending(channelId: string): readonly Pending[] {
    return this.client.getQueryData<readonly Pending[]>(pendingKey(channelId)) ?? keptPending(channelId);
  }

  send(channelId: string, text: string): void {
    const state = this.connection.status().state === "lost" ? "waiting" : "sending";
    const one: Pending = { clientId: newId(), text, at: new Date().toISOString(), state };
    this.setPending(channelId, [...this.pending(channelId), one]);
    void this.flush(channelId);
  }

  sendAgain(channelId: string, clientId: string): void {
    this.markPending(channelId, clientId, { state: "sending" });
    void this.flush(channelId);
  }

  discard(channelId: string, clientId: string): void {
    this.setPending(channelId, this.pending(channelId).filter((one) => one.clientId !== clientId));
  }

  /** Sends what waits, in the order it was written; a refused message does not hold up those after it. */
  async flush(channelId: string): Promise<void> {
    if (this.flushing.has(channelId)) return;
    this.flushing.add(channelId);
    try {
      for (let next = this.nextToSend(channelId); next !== undefined; next = this.nextToSend(channelId)) {
        if (!(await this.deliver(channelId, next))) break;
      }
    } finally {
      this.flushing.delete(channelId);
    }
  }

  private flushAll(): void {
    for (const id of this.channelIds) void this.flush(id);
  }

  private nextToSend(channelId: string): Pending | undefined {
    return this.pending(channelId).find((one) => one.state !== "failed");
  }

  private async deliver(channelId: string, one: Pending): Promise<boolean> {
    try {
      const stored = await request<Message>("POST", `/channels/${channelId}/messages`, {
        content_type: "text",
        content_json: { text_body: one.text },
        client_message_id: one.clientId,
      });
      this.change(channelId, (history) => withMessage(history, stored));
      this.settle(channelId);
      this.discard(channelId, one.clientId);
      return true;
    } catch (error) {
      if (isSignedOut(error)) void this.client.invalidateQueries({ queryKey: ["me"] });
      if (isPassing(error) || isSignedOut(error)) {
        this.markPending(channelId, one.clientId, { state: "waiting" });
        clearTimeout(this.retry);
        this.retry = setTimeout(() => { this.flushAll(); }, RETRY_WAIT);
        return false;
      }
      this.markPending(channelId, one.clientId, { state: "failed", cause: sentence(error) });
      return true;
    }
  }

  private markPending(channelId: string, clientId: string, change: Partial<Pending>): void {
    this.setPending(channelId, this.pending(channelId).map((one) => (one.clientId === clientId ? { ...one, ...change } : one)));
  }

  private setPending(channelId: string, pending: readonly Pending[]): void {
    this.client.setQueryData(pendingKey(channelId), pending);
    keepPending(channelId, pending);
  }

  // Receiving

  private ready(again: boolean): void {
    for (const id of this.channelIds) this.subscribe(id);
    this.flushAll();
    if (again) void this.recount();
  }

  /** Counts again what is unread, for channels of which no messages are held. */
  private async recount(): Promise<void> {
    await this.client.invalidateQueries({ queryKey: ["channels", this.workspaceId] });
    await this.client.invalidateQueries({ queryKey: ["unread"] });
  }

  private subscribe(channelId: string): void {
    const known = this.history(channelId)?.known;
    this.connection.send("subscribe", { channel_id: channelId, ...(known === undefined ? {} : { after_seq: known }) });
  }

  private receive(frame: Frame): void {
    const payload = frame.payload;
    const channelId = String(payload.channel_id ?? "");
    this.frames.get(frame.action)?.forEach((listener) => { listener(payload); });
    switch (frame.action) {
      case "subscribed":
        this.noticed(channelId, Number(payload.last_seq ?? 0));
        break;
      case "new_message":
        this.arrived(payload as unknown as Message);
        break;
      case "message_updated":
        this.changed(channelId, payload, (history, seq) => withChange(history, payload as unknown as Message, seq));
        break;
      case "message_deleted":
        this.changed(channelId, payload, (history, seq) => without(history, String(payload.id ?? payload.message_id), seq));
        break;
      case "resync_required":
        this.noticed(channelId, Number(payload.last_seq ?? 0));
        void this.readMissed(channelId, this.latest.get(channelId) ?? 0, true);
        break;
    }
  }

  private arrived(message: Message): void {
    const isNew = message.seq > (this.latest.get(message.channel_id) ?? 0) || !this.holds(message);
    this.change(message.channel_id, (history) => withMessage(history, message));
    this.noticed(message.channel_id, message.seq);
    if (message.client_message_id !== null) this.confirmed(message.channel_id, message.client_message_id);
    if (!isNew || message.sender_id === this.myId) return;
    if (this.reading !== message.channel_id) {
      this.client.setQueryData<number>(unreadKey(message.channel_id), (count) => (count === undefined ? count : count + 1));
    }
    for (const listener of this.listeners) listener(message);
  }

  private holds(message: Message): boolean {
    return this.history(message.channel_id)?.messages.some((one) => one.id === message.id) ?? false;
  }

  private confirmed(channelId: string, clientId: string): void {
    if (this.pending(channelId).some((one) => one.clientId === clientId)) this.discard(channelId, clientId);
  }

  private changed(channelId: string, payload: Record<string, unknown>, apply: (history: History, seq: number) => History): void {
    const seq = Number(payload.changed_seq ?? payload.seq ?? 0);
    this.change(channelId, (history) => apply(history, seq));
    this.noticed(channelId, seq);
  }

  /** The channel is known to have come as far as `seq`. */
  private noticed(channelId: string, seq: number): void {
    this.latest.set(channelId, Math.max(seq, this.latest.get(channelId) ?? 0));
    this.settle(channelId);
  }

  /** Looks a moment later whether something is missing, and reads it. */
  private settle(channelId: string): void {
    if (this.settling.has(channelId)) return;
    const timer = setTimeout(() => {
      this.settling.delete(channelId);
      const history = this.history(channelId);
      const latest = this.latest.get(channelId) ?? 0;
      if (history !== undefined && (hasGap(history) || history.known < latest)) void this.readMissed(channelId, latest);
    }, GAP_WAIT);
    this.settling.set(channelId, timer);
  }

  /** Reads every message after the last known one; and the newest page once more where other changes were missed. */
  private async readMissed(channelId: string, upTo: number, always = false): Promise<void> {
    const before = this.history(channelId);
    if (before === undefined || this.busy.has(channelId)) return;
    this.busy.add(channelId);
    try {
      const found = await this.readAfter(channelId, before.known, upTo);
      if (always || found < upTo - before.known) {
        const newest = await this.page(channelId, `limit=${String(PAGE)}`);
        this.change(channelId, (history) => withNewest(history, newest.items, PAGE));
      }
      this.settle(channelId);
    } catch (error) {
      if (isPassing(error)) setTimeout(() => { this.settle(channelId); }, RETRY_WAIT);
    } finally {
      this.busy.delete(channelId);
    }
  }

  private async readAfter(channelId: string, from: number, upTo: number): Promise<number> {
    let found = 0;
    for (let after = from; ; ) {
      const page = await this.page(channelId, `limit=${String(MISSED_PAGE)}&after=${String(after)}`);
      const last = page.items.length < MISSED_PAGE;
      this.change(channelId, (history) => withMissed(history, page.items, last, upTo));
      for (const message of page.items) {
        if (message.client_message_id !== null) this.confirmed(channelId, message.client_message_id);
      }
      found += page.items.length;
      if (last) return found;
      after = Math.max(...page.items.map((message) => message.seq));
    }
  }

  private page(channelId: string, query: string): Promise<Page<Message>> {
    return request<Page<Message>>("GET", `/channels/${channelId}/messages?${query}`);
  }

  private history(channelId: string): History | undefined {
    return this.client.getQueryData<History>(historyKey(channelId));
  }

  private change(channelId: string, apply: (history: History) => History): void {
    this.client.setQueryData<History>(historyKey(channelId), (history) => history && apply(history));
  }
}
