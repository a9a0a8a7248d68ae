/** Messages written here that the server has not confirmed, and drafts. Both survive a reload of the page. */

export interface Pending {
  readonly clientId: string;
  readonly text: string;
  readonly at: string;
  /** `sending` is under way, `waiting` goes out when the connection is back, `failed` needs a person. */
  readonly state: "sending" | "waiting" | "failed";
  readonly cause?: string;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing loses drafts on reload, nothing else.
  }
}

/** The messages of a channel that were not sent when the page was left; all of them wait again. */
export function keptPending(channelId: string): Pending[] {
  try {
    const kept = JSON.parse(read(`ionflux.pending.${channelId}`) ?? "[]") as Pending[];
    return kept.map((one) => (one.state === "sending" ? { ...one, state: "waiting" as const } : one));
  } catch {
    return [];
  }
}

export function keepPending(channelId: string, pending: readonly Pending[]): void {
  write(`ionflux.pending.${channelId}`, pending.length > 0 ? JSON.stringify(pending) : null);
}

export function draftOf(channelId: string): string {
  return read(`ionflux.draft.${channelId}`) ?? "";
}

export function keepDraft(channelId: string, text: string): void {
  write(`ionflux.draft.${channelId}`, text === "" ? null : text);
}

/** The channel last read in a workspace, to open it again. */
export function lastChannel(workspaceId: string): string | null {
  return read(`ionflux.channel.${workspaceId}`);
}

export function keepLastChannel(workspaceId: string, channelId: string): void {
  write(`ionflux.channel.${workspaceId}`, channelId);
}

export function lastWorkspace(): string | null {
  return read("ionflux.workspace");
}

export function keepLastWorkspace(workspaceId: string): void {
  write("ionflux.workspace", workspaceId);
}

/** Forgets all of it: the next person at this browser reads nobody's drafts. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("ionflux.") && key !== "ionflux.theme") localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}
