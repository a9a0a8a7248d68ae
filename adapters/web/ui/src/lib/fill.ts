import { keepDraft } from "../live/pending";

const watchers = new Set<(channelId: string) => void>();

/** Puts a text into the composer of a channel, in place of what stands there. */
export function fillComposer(channelId: string, text: string): void {
  keepDraft(channelId, text);
  for (const watcher of watchers) watcher(channelId);
}

/** Calls `watcher` when the draft of a channel was set from elsewhere; the answer ends it. */
export function onFill(watcher: (channelId: string) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
