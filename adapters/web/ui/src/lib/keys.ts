import { useEffect, useEffectEvent } from "react";

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

/** F6 and Shift F6 walk the regions; Ctrl \ (or Cmd \) folds the sidebar. */
export function useRegions(toggleSidebar: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "F6") {
      event.preventDefault();
      cycle(event.shiftKey);
    } else if (event.key === "\\" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      toggleSidebar();
    }
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => { removeEventListener("keydown", press); };
  }, []);
}
