import { keepDraft } from "../live/pending";

const watchers = new Set<(channelId: string) => void>();

/** Puts a text into the composer of a channel, in place of what stands there. */
export function fillComposer(channelId: string, text: string): void {
  keepDraft(channelId, text);
  for (const watcher of watchers) watcher(channelId);
  // What was open gives the focus back first.
  setTimeout(() => {
    const field = document.querySelector<HTMLTextAreaElement>("[data-region=composer] textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, 50);
}

/** Calls `watcher` when the draft of a channel was set from elsewhere; the answer ends it. */
export function onFill(watcher: (channelId: string) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
