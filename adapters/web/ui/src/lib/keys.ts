import { useEffect, useEffectEvent } from "react";

import type { Me } from "../api/types";

/** Whether somebody writes just now: a single key is then a letter. */
export function isWriting(target: EventTarget | null): boolean {
  // An editor keeps its own styles in a shadow tree, whose host is all that is seen from outside.
  const inner = target instanceof HTMLElement ? (target.shadowRoot?.activeElement ?? target) : null;
  return inner instanceof HTMLElement && (inner.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(inner.tagName));
}

/** Whether single keys act, as somebody may have chosen. */
export function hasSingleKeys(me: Me | null | undefined): boolean {
  return me?.user.profile_info?.user_preferences_json?.single_keys !== false;
}

export const isMac = /Mac/u.test(navigator.userAgent);

/** Ctrl (on a Mac Cmd) and a letter, and nothing else. */
export function isChord(event: KeyboardEvent, letter: string): boolean {
  return event.key.toLowerCase() === letter && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function visibleRegions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => region.offsetParent !== null);
}

/** Moves the focus to the next region, or the one before: to what it marks as its first, else to itself. */
function cycle(back: boolean): void {
  const regions = visibleRegions();
  if (regions.length === 0) return;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? 0 : (at + (back ? -1 : 1) + regions.length) % regions.length;
  const region = regions[next];
  const first = region?.querySelector<HTMLElement>("[data-region-first]") ?? region?.querySelector<HTMLElement>("[aria-current=page]");
  (first ?? region)?.focus();
}

/** Opens the channel above or below the one on screen; with `unread` the next that has something new. */
function step(back: boolean, unread: boolean): void {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>(".side a[data-channel]")];
  if (back) rows.reverse();
  const at = rows.findIndex((row) => row.ariaCurrent === "page");
  rows.slice(at + 1).find((row) => !unread || row.classList.contains("unread"))?.click();
}

/** F6 and Shift F6 walk the regions; Ctrl \ (or Cmd \) folds the sidebar; Alt and an arrow go to the next channel. */
export function useRegions(toggleSidebar: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "F6") {
      event.preventDefault();
      cycle(event.shiftKey);
    } else if (event.key === "\\" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      toggleSidebar();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      step(event.key === "ArrowUp", event.shiftKey);
    }
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => { removeEventListener("keydown", press); };
  }, []);
}
