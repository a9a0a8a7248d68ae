import { ApiError, isPassing, request } from "../api/client";
import type { Frame } from "../api/types";

export interface Status {
  readonly state: "connecting" | "open" | "lost";
  /** When the connection was lost, and when the next try is due (both in milliseconds of the clock). */
  readonly since: number;
  readonly nextTryAt: number | null;
  /** The server answers over HTTP although the socket does not come up. */
  readonly reachable: boolean;
}

interface Events {
  frame: (frame: Frame) => void;
  /** A socket is ready; `again` is false for the first one. */
  ready: (again: boolean) => void;
  /** Signed out, or no member any more; it is tried again until `stop`, for whoever signs in again elsewhere. */
  refused: () => void;
  /** Nothing was heard for a while: ask for something; false when there is nothing to ask for. */
  silent: () => boolean;
}

const NOT_SIGNED_IN = 4001;
const NOT_ALLOWED = 4003;
/** A connection can die without a word. After this long in silence something is asked; with no answer it is made anew. */
const SILENCE = 20_000;
const LOOK_EVERY = 5_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** The server closes a socket that sends more than 30 frames in 10 s; some are kept for other uses. */
const BURST = 20;
const PACE = 600;

/** One live connection to a workspace, made again for as long as it is wanted. */
export class Connection {
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pacer: ReturnType<typeof setTimeout> | undefined;
  private looker: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;
  private asked = false;
  private queue: string[] = [];
  private credit = BURST;
  private tries = 0;
  private wasReady = false;
  /** Counts starts and stops: work begun in an earlier epoch has no effect. */
  private epoch = 0;
  private running = false;
  private current: Status = { state: "connecting", since: Date.now(), nextTryAt: null, reachable: false };
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly workspaceId: string,
    private readonly events: Events,
  ) {}

  readonly status = (): Status => this.current;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  start(): void {
    this.epoch += 1;
    this.running = true;
    globalThis.addEventListener("online", this.tryNow);
    globalThis.addEventListener("offline", this.drop);
    this.looker = setInterval(() => { this.look(); }, LOOK_EVERY);
    void this.connect();
  }

  stop(): void {
    this.epoch += 1;
    this.running = false;
    globalThis.removeEventListener("online", this.tryNow);
    globalThis.removeEventListener("offline", this.drop);
    clearInterval(this.looker);
    clearTimeout(this.timer);
    clearTimeout(this.pacer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  readonly tryNow = (): void => {
    if (!this.running || this.current.state !== "lost" || this.current.nextTryAt === null) return;
    clearTimeout(this.timer);
    void this.connect();
  };

  /** Sends a frame, or nothing while there is no socket: whoever subscribes does so on every `ready`. */
  send(action: string, payload: Record<string, unknown>): void {
    if (this.current.state !== "open") return;
    this.queue.push(JSON.stringify({ action, payload }));
    this.drain();
  }

  /** Gives the socket up without waiting for the network to say so. */
  private readonly drop = (): void => {
    const socket = this.socket;
    if (socket === null) return;
    this.socket = null;
    socket.close();
    this.later(false);
  };

  private look(): void {
    if (this.current.state !== "open" || Date.now() - this.heardAt < SILENCE) return;
    if (this.asked) this.drop();
    else this.asked = this.events.silent();
  }

  private drain(): void {
    while (this.credit > 0 && this.queue.length > 0 && this.socket?.readyState === WebSocket.OPEN) {
      this.credit -= 1;
      this.socket.send(this.queue.shift() ?? "");
    }
    if (this.pacer !== undefined || this.credit === BURST) return;
    this.pacer = setTimeout(() => {
      this.pacer = undefined;
      this.credit = Math.min(BURST, this.credit + 1);
      this.drain();
    }, PACE);
  }

  private set(change: Partial<Status>): void {
    this.current = { ...this.current, ...change };
    for (const watcher of this.watchers) watcher();
  }

  private async connect(): Promise<void> {
    const epoch = this.epoch;
    this.set({ nextTryAt: null });
    let ticket: string;
    try {
      ({ ticket } = await request<{ ticket: string }>("POST", "/ws-tickets", { workspace_id: this.workspaceId }));
    } catch (error) {
      if (epoch !== this.epoch) return;
      if (error instanceof ApiError && [401, 403, 404].includes(error.status)) this.events.refused();
      this.later(!isPassing(error));
      return;
    }
    if (epoch !== this.epoch) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws?ticket=${encodeURIComponent(ticket)}`);
    this.socket = socket;
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (this.socket === socket) this.receive(event.data);
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
  }

  private receive(data: unknown): void {
    this.heardAt = Date.now();
    this.asked = false;
    let frame: Frame;
    try {
      frame = JSON.parse(String(data)) as Frame;
    } catch {
      return;
    }
    if (frame.action !== "ready") {
      this.events.frame(frame);
      return;
    }
    const again = this.wasReady;
    this.wasReady = true;
    this.tries = 0;
    this.queue = [];
    this.credit = BURST;
    this.set({ state: "open", since: Date.now(), nextTryAt: null, reachable: true });
    this.events.ready(again);
  }

  private closed(code: number): void {
    this.socket = null;
    if (code === NOT_SIGNED_IN || code === NOT_ALLOWED) this.events.refused();
    this.later(true);
  }

  private later(reachable: boolean): void {
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.tries);
    const wait = longest * (0.75 + Math.random() / 2);
    this.tries += 1;
    const since = this.current.state === "lost" ? this.current.since : Date.now();
    this.set({ state: "lost", since, nextTryAt: Date.now() + wait, reachable });
    this.timer = setTimeout(() => void this.connect(), wait);
  }
}
