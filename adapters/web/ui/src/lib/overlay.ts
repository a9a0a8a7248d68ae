import { useSyncExternalStore } from "react";

/** What lies over the page: one thing at a time, opened from anywhere. */
export type Overlay =
  | { readonly kind: "palette" }
  | { readonly kind: "keys" }
  | { readonly kind: "ask"; readonly channelId: string | null }
  | { readonly kind: "channel" }
  | { readonly kind: "direct" }
  | { readonly kind: "invite" };

let current: Overlay | null = null;
const watchers = new Set<() => void>();

/** Opens it in place of what is open; null closes it. */
export function openOverlay(overlay: Overlay | null): void {
  current = overlay;
  for (const watcher of watchers) watcher();
}

/** What is open now, for whoever does not draw it. */
export function openedOverlay(): Overlay | null {
  return current;
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => current,
  );
}
