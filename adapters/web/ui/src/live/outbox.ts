import { ApiError, isPassing, isSignedOut, request } from "../api/client";
import type { Message } from "../api/types";
import { sentence } from "../lib/words";
import { draftKey, giveBack, keepPending, keptPending, type Pending } from "./pending";
import { RETRY_WAIT } from "./reader";
import type { Store } from "./store";

export const pendingKey = (channelId: string): readonly unknown[] => ["pending", channelId];

/** A random id; the browser's own maker of them is missing where the page came over plain HTTP from another machine. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Refusals of what was typed: trying the same again is no use, so that the text goes back to where it was written. */
const CORRECTABLE: ReadonlySet<string> = new Set(["command_unknown", "command_invalid"]);

/** What is posted for a message written here. */
function bodyOf(one: Pending): Record<string, unknown> {
  const text = one.text === "" ? {} : { text_body: one.text };
  return {
    ...(one.file === undefined
      ? { content_type: "text", content_json: text }
      : { content_type: "file_attachment", content_json: { file_details_json: { file_id: one.file.id }, ...text } }),
    ...(one.threadId ? { thread_id: one.threadId } : {}),
    client_message_id: one.clientId,
  };
}

interface Events {
  stored: (message: Message) => void;
  /** The channels that something may wait in. */
  all: () => readonly string[];
}

/** Messages on their way: kept until the server confirms them, sent in the order they were written. */
export class Outbox {
  private readonly flushing = new Set<string>();
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly events: Events,
  ) {}

  stop(): void {
    clearTimeout(this.retry);
  }

  pending(channelId: string): readonly Pending[] {
    return this.store.client.getQueryData<readonly Pending[]>(pendingKey(channelId)) ?? keptPending(channelId);
  }

  add(channelId: string, one: Omit<Pending, "clientId" | "at">): void {
    this.set(channelId, [...this.pending(channelId), { ...one, clientId: newId(), at: new Date().toISOString() }]);
    void this.flush(channelId);
  }

  sendAgain(channelId: string, clientId: string): void {
    this.mark(channelId, clientId, { state: "sending" });
    void this.flush(channelId);
  }

  discard(channelId: string, clientId: string): void {
    this.set(channelId, this.pending(channelId).filter((one) => one.clientId !== clientId));
  }

  /** The server has it: it need not wait any longer. */
  confirmed(channelId: string, clientId: string): void {
    if (this.pending(channelId).some((one) => one.clientId === clientId)) this.discard(channelId, clientId);
  }

  /** Sends what waits, in the order it was written; a refused message does not hold up those after it. */
  async flush(channelId: string): Promise<void> {
    if (this.flushing.has(channelId)) return;
    this.flushing.add(channelId);
    try {
      for (let next = this.next(channelId); next !== undefined; next = this.next(channelId)) {
        if (!(await this.deliver(channelId, next))) break;
      }
    } finally {
      this.flushing.delete(channelId);
    }
  }

  flushAll(): void {
    for (const id of this.events.all()) void this.flush(id);
  }

  private next(channelId: string): Pending | undefined {
    return this.pending(channelId).find((one) => one.state !== "failed");
  }

  private async deliver(channelId: string, one: Pending): Promise<boolean> {
    try {
      this.events.stored(await request<Message>("POST", `/channels/${channelId}/messages`, bodyOf(one)));
      this.discard(channelId, one.clientId);
      return true;
    } catch (error) {
      if (isSignedOut(error)) void this.store.client.invalidateQueries({ queryKey: ["me"] });
      if (isPassing(error) || isSignedOut(error)) {
        this.mark(channelId, one.clientId, { state: "waiting" });
        clearTimeout(this.retry);
        this.retry = setTimeout(() => { this.flushAll(); }, RETRY_WAIT);
        return false;
      }
      if (error instanceof ApiError && CORRECTABLE.has(error.code)) {
        this.discard(channelId, one.clientId);
        giveBack(draftKey(channelId, one.threadId), one.text, sentence(error));
      } else {
        this.mark(channelId, one.clientId, { state: "failed", cause: sentence(error) });
      }
      return true;
    }
  }

  private mark(channelId: string, clientId: string, change: Partial<Pending>): void {
    this.set(channelId, this.pending(channelId).map((one) => (one.clientId === clientId ? { ...one, ...change } : one)));
  }

  private set(channelId: string, pending: readonly Pending[]): void {
    this.store.client.setQueryData(pendingKey(channelId), pending);
    keepPending(channelId, pending);
  }
}
