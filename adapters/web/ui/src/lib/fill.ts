import { draftOf, keepDraft } from "../live/pending";
import { toast } from "./toast";

const watchers = new Set<(channelId: string) => void>();

/** Puts a text into the composer of a channel. What stood there can be brought back. */
export function fillComposer(channelId: string, text: string): void {
  const before = draftOf(channelId);
  if (before.trim() !== "" && before !== text) toast("Your draft made room", () => { fillComposer(channelId, before); });
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
