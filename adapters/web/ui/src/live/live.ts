import type { QueryClient } from "@tanstack/react-query";

import { ApiError, request } from "../api/client";
import type { Channel, Frame, Message, Presence, Reaction, Reply } from "../api/types";
import { runningKey } from "../api/running";
import type { FileView } from "../api/writing";
import { Connection } from "./connection";
import { answered, counted, type History, withChange, withMessage, without, withReactions, withReply } from "./history";
import { newId, Outbox, pendingKey } from "./outbox";
import { presenceKey, presenceTold } from "./presence";
import { Reader } from "./reader";
import { channelsKey, historyKey, messageKey, Store, withArrival } from "./store";
import { Typing } from "./typing";

export { channelsKey, historyKey, messageKey, pendingKey };

export const repliesKey = (channelId: string): readonly unknown[] => ["replies", channelId];

type Listener = (message: Message) => void;
type FrameListener = (payload: Record<string, unknown>) => void;

/** What is asked for by id once for many changes that come together. */
const ASK_WAIT = 300;
/** So many channels the server lets one socket follow, and so many it takes in one frame. */
const MOST_FOLLOWED = 1_000;
const MOST_AT_ONCE = 100;

/** Keeps what this page knows of a workspace's channels in step with the server. */
export class Live {
  readonly connection: Connection;
  readonly reader: Reader;
  readonly outbox: Outbox;
  readonly typing = new Typing();
  private readonly store: Store;
  private reading: string | null = null;
  private shown: string | null = null;
  private channelIds: readonly string[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly frames = new Map<string, Set<FrameListener>>();
  private readonly asking = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly client: QueryClient,
    readonly workspaceId: string,
    readonly myId: string,
  ) {
    this.store = new Store(client, workspaceId);
    this.reader = new Reader(this.store, (message) => {
      if (message.client_message_id !== null) this.outbox.confirmed(message.channel_id, message.client_message_id);
    });
    this.outbox = new Outbox(this.store, {
      stored: (message) => { this.stored(message); },
      all: () => this.channelIds,
    });
    this.connection = new Connection(workspaceId, {
      frame: (frame) => { this.receive(frame); },
      ready: (again) => { this.ready(again); },
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

  /** The channel whose messages are on screen, and whether their end is: what arrives there is read at once. */
  show(channelId: string | null, atEnd: boolean): void {
    this.shown = channelId;
    if (channelId !== null) this.store.keep(channelId);
    this.reading = atEnd ? channelId : null;
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.connection.stop();
    this.outbox.stop();
    this.reader.stop();
    this.typing.stop();
    for (const timer of this.asking.values()) clearTimeout(timer);
    this.asking.clear();
  }

  /** Follows these channels: `first` before all others, then those I am in, and of very many the first thousand. */
  follow(channels: readonly Channel[], first: string | null): void {
    const known = new Set(this.channelIds);
    const rank = (one: Channel): number => (one.id === first ? 2 : Number(one.is_member === true));
    const ids = channels.toSorted((one, other) => rank(other) - rank(one)).slice(0, MOST_FOLLOWED).map((one) => one.id);
    this.channelIds = ids;
    // What is left makes room for what is opened.
    const wanted = new Set(ids);
    for (const id of known) if (!wanted.has(id)) this.connection.send("unsubscribe", { channel_id: id });
    this.subscribeAll(ids.filter((id) => !known.has(id)));
  }

  /** Reads what came since, for as long as there is no socket. */
  async poll(channelId: string): Promise<void> {
    await this.reader.poll(channelId);
    await this.client.invalidateQueries({ queryKey: channelsKey(this.workspaceId) });
  }

  /** Remembers that everything up to `seq` has been read. */
  async markRead(channelId: string, seq: number): Promise<void> {
    this.store.changeChannel(channelId, (one) => ({ ...one, unread_count: 0 }));
    await request("POST", `/channels/${channelId}/read`, { seq });
    this.store.changeChannel(channelId, (one) => ({ ...one, last_read_seq: Math.max(seq, one.last_read_seq ?? 0) }));
  }

  /** What comes after `seq` counts as unread again. */
  async markUnread(channelId: string, seq: number): Promise<void> {
    this.put(await request<Channel>("POST", `/channels/${channelId}/read`, { seq, is_unread: true }));
  }

  /** Reads a channel again of which something changed beside its messages; one that is no longer ours goes. */
  async refresh(channelId: string): Promise<void> {
    try {
      this.store.putChannel(await request<Channel>("GET", `/channels/${channelId}`));
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.store.dropChannel(channelId);
    }
  }

  put(channel: Channel): void {
    this.store.putChannel(channel);
  }

  /** Puts a message that the server answered with in the place of what is held of it. */
  putMessage(message: Message): void {
    this.store.changeAll(message.channel_id, (history) => withChange(history, message));
    this.store.changeMessage(message.id, (held) => ({ ...message, seq: held.seq }));
  }

  putReactions(channelId: string, id: string, reactions: Reaction[]): void {
    this.store.changeAll(channelId, (history) => withReactions(history, id, reactions));
    this.store.changeMessage(id, (held) => ({ ...held, reactions_json_array: reactions }));
  }

  // Sending

  /** Sends a text, or a file that is stored already with what is said about it, into the channel or a thread of it. */
  send(channelId: string, text: string, where: { threadId?: string | null; file?: FileView | undefined } = {}): void {
    const state = this.connection.status().state === "lost" ? "waiting" : "sending";
    const more = { ...(where.threadId ? { threadId: where.threadId } : {}), ...(where.file ? { file: where.file } : {}) };
    this.outbox.add(channelId, { text, state, ...more });
  }

  private stored(message: Message): void {
    this.take(message);
    this.reader.settle(message.channel_id);
  }

  // Receiving

  private ready(again: boolean): void {
    this.subscribeAll(this.channelIds);
    this.outbox.flushAll();
    // Who came between the first look and the first frame was in neither; I am one of them.
    void this.client.invalidateQueries({ queryKey: presenceKey(this.workspaceId) });
    if (again) void this.client.invalidateQueries({ queryKey: channelsKey(this.workspaceId) });
  }

  private subscribe(channelId: string): void {
    const known = this.store.history(channelId)?.known;
    this.connection.send("subscribe", { channel_id: channelId, ...(known === undefined ? {} : { after_seq: known }) });
  }

  /** Those whose messages are held each from where it is known; of the others only what comes from now on. */
  private subscribeAll(ids: readonly string[]): void {
    const isHeld = (id: string): boolean => this.store.history(id) !== undefined;
    for (const id of ids.filter(isHeld)) this.subscribe(id);
    const others = ids.filter((id) => !isHeld(id));
    for (let at = 0; at < others.length; at += MOST_AT_ONCE) this.connection.send("subscribe_all", { channel_ids: others.slice(at, at + MOST_AT_ONCE) });
  }

  private receive({ action, payload }: Frame): void {
    this.handlers[action]?.(payload, String(payload.channel_id ?? ""));
    for (const listener of this.frames.get(action) ?? []) listener(payload);
  }

  private readonly handlers: Record<string, (payload: Record<string, unknown>, channelId: string) => void> = {
    subscribed: (payload, channelId) => {
      const last = Number(payload.last_seq ?? 0);
      this.reader.noticed(channelId, last);
      // What was written between the list of channels and this moment is in neither.
      if (last > (this.store.channel(channelId)?.last_seq ?? last)) this.later(channelId, () => void this.refresh(channelId));
    },
    new_message: (payload) => { this.arrived(payload as unknown as Message); },
    message_updated: (payload, channelId) => {
      const message = { ...(payload as unknown as Message), seq: Number(payload.message_seq ?? payload.seq) };
      this.putMessage(message);
      this.repin(channelId, message.id, message.is_pinned === true);
      this.count(channelId, payload);
    },
    message_deleted: (payload, channelId) => { this.deleted(channelId, payload); },
    reaction_changed: (payload, channelId) => {
      this.putReactions(channelId, String(payload.id), payload.reactions_json_array as Reaction[]);
      this.count(channelId, payload);
    },
    resync_required: (payload, channelId) => {
      this.reader.noticed(channelId, Number(payload.last_seq ?? 0));
      void this.reader.missed(channelId, this.reader.upTo(channelId), true);
    },
    typing: (payload, channelId) => {
      const userId = String(payload.user_id);
      if (userId !== this.myId) this.typing.note(channelId, (payload.thread_id as string | null) ?? null, userId);
    },
    presence: (payload) => {
      presenceTold(this.client, this.workspaceId, String(payload.user_id), payload.status as Presence);
    },
    channel_changed: (_, channelId) => {
      this.later(channelId, () => void this.refresh(channelId));
      void this.client.invalidateQueries({ queryKey: ["channel-members", channelId] });
    },
    channel_read: (payload, channelId) => {
      this.store.changeChannel(channelId, (one) => ({ ...one, last_read_seq: Number(payload.last_read_seq), unread_count: Number(payload.unread_count) }));
    },
    reply: (payload, channelId) => {
      const { client_message_id: clientId } = payload;
      if (typeof clientId === "string") this.outbox.confirmed(channelId, clientId);
      const came = { id: newId(), at: new Date().toISOString(), after_seq: this.store.channel(channelId)?.last_seq ?? 0 };
      const reply = { ...(payload as unknown as Reply), thread_id: (payload.thread_id as string | null) ?? null, ...came };
      this.client.setQueryData<Reply[]>(repliesKey(channelId), (all) => [...(all ?? []), reply]);
    },
    run_updated: (payload) => {
      this.client.setQueryData<Record<string, string>>(runningKey(this.workspaceId), (all) => all && { ...all, [String(payload.agent_configuration_id)]: String(payload.status) });
    },
  };

  /** Puts a message where it belongs; the same one twice changes nothing. */
  private take(message: Message): void {
    const { channel_id: channelId, thread_id: threadId } = message;
    const follows = this.shown !== channelId || this.reading === channelId;
    const into = (history: History): History => withMessage(history, message, follows);
    if (threadId === null) this.store.change(channelId, null, (history) => counted(into(history), message.seq));
    else {
      this.store.change(channelId, threadId, into);
      this.store.changeMessage(threadId, (parent) => answered(parent, message));
      this.store.change(channelId, null, (history) => counted(withReply(history, message), message.seq));
    }
    const isMine = message.sender_id === this.myId;
    this.store.changeChannel(channelId, (one) => withArrival(one, message, this.reading === channelId || (isMine && one.unread_count === 0)));
  }

  private arrived(message: Message): void {
    const { channel_id: channelId, thread_id: threadId } = message;
    const isNew = message.seq > Math.max(this.reader.upTo(channelId), this.store.history(channelId)?.known ?? 0);
    this.take(message);
    this.reader.noticed(channelId, message.seq);
    this.typing.forget(channelId, threadId, message.sender_id);
    if (message.client_message_id !== null) this.outbox.confirmed(channelId, message.client_message_id);
    if (!isNew || message.sender_id === this.myId) return;
    for (const listener of this.listeners) listener(message);
  }

  private deleted(channelId: string, payload: Record<string, unknown>): void {
    const at = String(payload.deleted_at ?? new Date().toISOString());
    const id = String(payload.id ?? payload.message_id);
    this.store.changeAll(channelId, (history) => without(history, id, at));
    this.store.changeMessage(id, (held) => ({ ...held, content_json: {}, deleted_at: at }));
    this.repin(channelId, id, false);
    this.count(channelId, payload);
    const parent = payload.thread_id;
    if (typeof parent === "string") this.later(parent, () => void this.recount(parent));
    const channel = this.store.channel(channelId);
    const isUnread = Number(payload.message_seq ?? 0) > (channel?.last_read_seq ?? 0);
    if (isUnread && (channel?.unread_count ?? 0) > 0) this.later(channelId, () => void this.refresh(channelId));
  }

  /** Has the pinned messages read again where one of them became another, or is none any more. */
  private repin(channelId: string, id: string, isPinned: boolean): void {
    const queryKey = ["pins", channelId];
    const held = this.client.getQueryData<Message[]>(queryKey);
    if (isPinned || held?.some((one) => one.id === id)) void this.client.invalidateQueries({ queryKey });
  }

  /** Reads a message again under which the replies became fewer. */
  private async recount(messageId: string): Promise<void> {
    try {
      this.putMessage(await request<Message>("GET", `/messages/${messageId}`));
    } catch {
      // The number of replies stays as it was until the channel is read again.
    }
  }

  private count(channelId: string, payload: Record<string, unknown>): void {
    const seq = Number(payload.seq ?? 0);
    this.store.change(channelId, null, (history) => counted(history, seq));
    this.store.changeChannel(channelId, (one) => ({ ...one, last_seq: Math.max(seq, one.last_seq) }));
    this.reader.noticed(channelId, seq);
  }

  private later(what: string, act: () => void): void {
    clearTimeout(this.asking.get(what));
    this.asking.set(what, setTimeout(() => {
      this.asking.delete(what);
      act();
    }, ASK_WAIT));
  }
}
