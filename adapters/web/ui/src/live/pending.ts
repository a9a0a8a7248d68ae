/** Messages written here that the server has not confirmed, and drafts. Both survive a reload of the page. */

import type { FileView } from "../api/writing";

export interface Pending {
  readonly clientId: string;
  readonly text: string;
  /** The message it answers, where it is a reply. */
  readonly threadId?: string | null;
  /** A file that is stored already and goes with it. */
  readonly file?: FileView;
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

/** Where a draft is kept: one for each channel, and one for each thread in it. */
export function draftKey(channelId: string, threadId?: string | null): string {
  return threadId ? `${channelId}.${threadId}` : channelId;
}

export function draftOf(key: string): string {
  return read(`ionflux.draft.${key}`) ?? "";
}

const draftWatchers = new Set<() => void>();

export function keepDraft(key: string, text: string): void {
  write(`ionflux.draft.${key}`, text === "" ? null : text);
  withDrafts = null;
  for (const watcher of draftWatchers) watcher();
}

/** Calls `watcher` whenever a draft changed; the answer ends it. */
export function watchDrafts(watcher: () => void): () => void {
  draftWatchers.add(watcher);
  return () => draftWatchers.delete(watcher);
}

let withDrafts: ReadonlySet<string> | null = null;

/** The channels in which something is written and not sent, in a thread of theirs too; the same set until that changes. */
export function channelsWithDrafts(): ReadonlySet<string> {
  withDrafts ??= new Set(draftKeys().filter((key) => draftOf(key).trim() !== "").map((key) => key.split(".")[0] ?? ""));
  return withDrafts;
}

function draftKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith("ionflux.draft.")).map((key) => key.slice("ionflux.draft.".length));
  } catch {
    return [];
  }
}

/** What was written and given back, with why: it is to be corrected, not tried again. */
export interface Returned {
  readonly text: string;
  readonly why: string;
}

const returned = new Map<string, Returned>();

/** Gives a text back to where it was written. It becomes the draft there, unless something else is written by now. */
export function giveBack(key: string, text: string, why: string): void {
  returned.set(key, { text, why });
  keepDraft(key, draftOf(key) || text);
}

export function returnedTo(key: string): Returned | null {
  return returned.get(key) ?? null;
}

/** The text was changed, so that what was said about it no longer holds. */
export function forgetReturned(key: string): void {
  if (returned.delete(key)) for (const watcher of draftWatchers) watcher();
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

/** How wide the sidebar or the right panel is; null where nothing was chosen. */
export function keptWidth(part: "sidebar" | "panel"): number | null {
  const kept = Number(read(`ionflux.${part}.width`));
  return Number.isFinite(kept) && kept > 0 ? kept : null;
}

export function keepWidth(part: "sidebar" | "panel", width: number): void {
  write(`ionflux.${part}.width`, String(width));
}

export function isSidebarFolded(): boolean {
  return read("ionflux.sidebar.folded") === "1";
}

export function keepSidebarFolded(folded: boolean): void {
  write("ionflux.sidebar.folded", folded ? "1" : null);
}

export function keepLastWorkspace(workspaceId: string): void {
  write("ionflux.workspace", workspaceId);
}

/** Whose drafts are kept here. Answers whether somebody else was here before, whose are now forgotten. */
export function keepOwner(userId: string): boolean {
  const before = read("ionflux.user");
  const isOther = before !== null && before !== userId;
  if (isOther) forgetAll();
  write("ionflux.user", userId);
  return isOther;
}

const forgetters = new Set<() => void>();

/** Calls `forget` when the next person at this browser is to find nothing. */
export function whenForgotten(forget: () => void): void {
  forgetters.add(forget);
}

/** Forgets all of it: the next person at this browser reads nobody's drafts. */
export function forgetAll(): void {
  returned.clear();
  for (const forget of forgetters) forget();
  withDrafts = null;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("ionflux.") && key !== "ionflux.theme") localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}
