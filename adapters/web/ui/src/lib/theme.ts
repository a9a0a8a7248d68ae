import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const watchers = new Set<() => void>();

function current(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** Chooses the theme in this browser. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("ionflux.theme", theme);
  } catch {
    // The choice holds until the page is left.
  }
  for (const watcher of watchers) watcher();
}

/** Takes up the theme that a person chose elsewhere, unless one was chosen in this browser. */
export function followTheme(preferred: unknown): void {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem("ionflux.theme");
  } catch {
    // Nothing is kept here.
  }
  if (chosen === null && (preferred === "light" || preferred === "dark")) chooseTheme(preferred);
}

/** The theme on screen. */
export function useTheme(): Theme {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, current);
}
