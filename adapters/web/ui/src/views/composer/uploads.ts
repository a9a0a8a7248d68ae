import { ApiError } from "../../api/client";
import type { ErrorBody } from "../../api/types";
import type { FileView } from "../../api/writing";
import { bytes } from "../../lib/bytes";
import { sentence } from "../../lib/words";
import { whenForgotten } from "../../live/pending";

/** A file on its way: `ready` is stored and goes out with the message, `failed` says why it cannot. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** A picture of it, where it is one. */
  readonly preview: string | null;
  readonly state: "sending" | "ready" | "failed";
  /** From 0 to 1. */
  readonly progress: number;
  readonly stored: FileView | null;
  readonly cause: string | null;
  readonly canRetry: boolean;
}

/** What somebody may send at most: guests less than others. */
export function largest(role: string): number {
  return (role === "guest" ? 5 : 25) * 1024 * 1024;
}

function refusal(request: XMLHttpRequest): ApiError {
  try {
    return new ApiError(request.status, (JSON.parse(request.responseText) as ErrorBody).error);
  } catch {
    return new ApiError(request.status, {});
  }
}

/** Why a file was not taken. */
function why(error: ApiError, file: File): string {
  if (error.code === "unreachable") return "The connection broke off. The file is still here.";
  return error.code === "payload_too_large" ? `This is more than the server takes: ${bytes(file.size)}.` : sentence(error);
}

let made = 0;

/** The files that go with what is written in one place. They stay while other places are looked at. */
export class Tray {
  private items: readonly Upload[] = [];
  private readonly files = new Map<string, File>();
  private readonly requests = new Map<string, XMLHttpRequest>();
  private readonly watchers = new Set<() => void>();

  constructor(private readonly channelId: string) {}

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly all = (): readonly Upload[] => this.items;

  /** Takes up files and begins to send them; those over `most` bytes stand there with the reason. */
  add(files: readonly File[], most: number): void {
    for (const file of files) {
      made += 1;
      const id = `file-${String(made)}`;
      const preview = file.type.startsWith("image/") && file.size <= most ? URL.createObjectURL(file) : null;
      const base = { id, name: file.name || "file", size: file.size, preview, progress: 0, stored: null };
      this.files.set(id, file);
      if (file.size > most) {
        const cause = `Files may have up to ${bytes(most)}. This one has ${bytes(file.size)}.`;
        this.set([...this.items, { ...base, state: "failed", cause, canRetry: false }]);
      } else {
        this.set([...this.items, { ...base, state: "sending", cause: null, canRetry: true }]);
        this.send(id);
      }
    }
  }

  /** Takes a file out, sent or not. */
  remove(id: string): void {
    this.requests.get(id)?.abort();
    const preview = this.items.find((one) => one.id === id)?.preview;
    if (preview) URL.revokeObjectURL(preview);
    this.requests.delete(id);
    this.files.delete(id);
    this.set(this.items.filter((one) => one.id !== id));
  }

  retry(id: string): void {
    this.change(id, { state: "sending", progress: 0, cause: null });
    this.send(id);
  }

  /** Hands out what is stored and empties the tray of it. */
  take(): FileView[] {
    const ready = this.items.filter((one) => one.state === "ready");
    for (const one of ready) this.remove(one.id);
    return ready.flatMap((one) => (one.stored ? [one.stored] : []));
  }

  private send(id: string): void {
    const file = this.files.get(id);
    if (file === undefined) return;
    const request = new XMLHttpRequest();
    this.requests.set(id, request);
    request.open("POST", `/api/v1/channels/${this.channelId}/files?name=${encodeURIComponent(file.name || "file")}`);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("X-IONFLUX-CSRF", "1");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) this.change(id, { progress: event.loaded / event.total });
    };
    request.onload = () => { this.answered(id, request, file); };
    request.onerror = () => { this.change(id, { state: "failed", cause: why(new ApiError(0, {}), file) }); };
    request.send(file);
  }

  private answered(id: string, request: XMLHttpRequest, file: File): void {
    if (request.status < 200 || request.status > 299) {
      const error = refusal(request);
      this.change(id, { state: "failed", cause: why(error, file), canRetry: error.status !== 413 && error.status !== 415 });
      return;
    }
    try {
      this.change(id, { state: "ready", progress: 1, stored: JSON.parse(request.responseText) as FileView });
    } catch {
      this.change(id, { state: "failed", cause: sentence(new ApiError(request.status, {})) });
    }
  }

  private change(id: string, change: Partial<Upload>): void {
    this.set(this.items.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private set(items: readonly Upload[]): void {
    this.items = items;
    for (const watcher of this.watchers) watcher();
  }
}

const trays = new Map<string, Tray>();

whenForgotten(() => {
  for (const tray of trays.values()) for (const one of tray.all()) tray.remove(one.id);
  trays.clear();
});

/** The tray of a channel or thread, by the key of its draft. */
export function trayOf(key: string, channelId: string): Tray {
  const tray = trays.get(key) ?? new Tray(channelId);
  trays.set(key, tray);
  return tray;
}
