import { useSyncExternalStore } from "react";

/** The result of something that is no longer on screen, with a way to take it back. */
export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly undo?: () => void;
}

const MOST = 2;
let last = 0;
let shown: readonly Toast[] = [];
const watchers = new Set<() => void>();

function show(toasts: readonly Toast[]): void {
  shown = toasts;
  for (const watcher of watchers) watcher();
}

/** Says it for a few seconds; the two latest stay. */
export function toast(words: string, undo?: () => void): void {
  last += 1;
  show([...shown, { id: last, words, ...(undo === undefined ? {} : { undo }) }].slice(-MOST));
}

export function dismiss(id: number): void {
  show(shown.filter((one) => one.id !== id));
}

/** Takes back what was said last, if it can be. */
export function undoLast(): void {
  const latest = shown.findLast((one) => one.undo !== undefined);
  if (latest === undefined) return;
  dismiss(latest.id);
  latest.undo?.();
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  );
}
