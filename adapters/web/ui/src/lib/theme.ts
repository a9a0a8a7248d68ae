import { useSyncExternalStore } from "react";

type Theme = "light" | "dark";

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

/** The theme on screen. */
export function useTheme(): Theme {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, current);
}
