import type { QueryClient } from "@tanstack/react-query";

import type { Channel, Message } from "../api/types";
import type { History } from "./history";

/** The messages of a channel, or the replies to one of its messages. */
export const historyKey = (channelId: string, threadId: string | null = null): readonly unknown[] =>
  threadId === null ? ["history", channelId] : ["history", channelId, threadId];
export const messageKey = (id: string): readonly unknown[] => ["message", id];
export const channelsKey = (workspaceId: string): readonly unknown[] => ["channels", workspaceId];

/** So many channels are there at once when they are opened again. */
const MOST_CHANNELS = 20;

/** What this page knows of a workspace's channels and messages: where frames change it and components read it. */
export class Store {
  /** The channels that were opened, the latest first. */
  private opened: readonly string[] = [];

  constructor(
    readonly client: QueryClient,
    readonly workspaceId: string,
  ) {}

  history(channelId: string, threadId: string | null = null): History | undefined {
    return this.client.getQueryData<History>(historyKey(channelId, threadId));
  }

  change(channelId: string, threadId: string | null, apply: (history: History) => History): void {
    this.client.setQueryData<History>(historyKey(channelId, threadId), (history) => history && apply(history));
  }

  /** Keeps the messages of this channel and of those opened before it; of the ones longest ago it lets go. */
  keep(channelId: string): void {
    const all = [channelId, ...this.opened.filter((one) => one !== channelId)];
    this.opened = all.slice(0, MOST_CHANNELS);
    for (const one of all.slice(MOST_CHANNELS)) this.client.removeQueries({ queryKey: historyKey(one) });
  }

  /** Changes everything held of a channel: its messages, and the threads that are open. */
  changeAll(channelId: string, apply: (history: History) => History): void {
    this.client.setQueriesData<History>({ queryKey: historyKey(channelId) }, (history) => history && apply(history));
  }

  /** The threads of a channel that are on screen; those that are not are forgotten, to be read when they are opened again. */
  openThreads(channelId: string): string[] {
    const threads = this.client.getQueryCache().findAll({ queryKey: historyKey(channelId) }).filter((one) => one.queryKey.length > 2);
    for (const one of threads) if (one.getObserversCount() === 0) this.client.removeQueries({ queryKey: one.queryKey, exact: true });
    return threads.filter((one) => one.getObserversCount() > 0).map((one) => String(one.queryKey[2]));
  }

  /** A message that stands alone: above a thread, or at the end of a link. */
  changeMessage(id: string, apply: (message: Message) => Message): void {
    this.client.setQueryData<Message>(messageKey(id), (message) => message && apply(message));
  }

  channels(): readonly Channel[] {
    return this.client.getQueryData<Channel[]>(channelsKey(this.workspaceId)) ?? [];
  }

  channel(id: string): Channel | undefined {
    return this.channels().find((one) => one.id === id);
  }

  changeChannel(id: string, apply: (channel: Channel) => Channel): void {
    this.client.setQueryData<Channel[]>(channelsKey(this.workspaceId), (channels) => channels?.map((one) => (one.id === id ? apply(one) : one)));
  }

  /** Puts a channel among the others, or in the place of what was known of it. */
  putChannel(channel: Channel): void {
    this.client.setQueryData<Channel[]>(channelsKey(this.workspaceId), (channels) =>
      channels && [...channels.filter((one) => one.id !== channel.id), channel].sort((one, other) => one.name.localeCompare(other.name)),
    );
  }

  dropChannel(id: string): void {
    this.client.setQueryData<Channel[]>(channelsKey(this.workspaceId), (channels) => channels?.filter((one) => one.id !== id));
    this.client.removeQueries({ queryKey: historyKey(id) });
  }
}

/** The channel with a message counted that came in; `isRead`: it is looked at, or written by whoever had read everything. */
export function withArrival(channel: Channel, message: Message, isRead: boolean): Channel {
  if (message.seq <= channel.last_seq) return channel;
  if (message.thread_id !== null) return { ...channel, last_seq: message.seq };
  return {
    ...channel,
    last_seq: message.seq,
    message_count: (channel.message_count ?? 0) + 1,
    unread_count: (channel.unread_count ?? 0) + (isRead ? 0 : 1),
  };
}
