import { type RefObject, useEffect } from "react";

/** Keeps `dock` above the keyboard on screen where that lies over the page instead of making it smaller. */
export function useAboveKeyboard(dock: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const seen = window.visualViewport;
    const place = dock.current;
    if (seen === null || place === null) return undefined;
    const measure = (): void => {
      // Zoomed in, what is seen is smaller than the page for another reason.
      const covered = seen.scale > 1.01 ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop);
      if (covered > 0) place.style.setProperty("--keyboard", `${String(Math.round(covered))}px`);
      else place.style.removeProperty("--keyboard");
    };
    measure();
    seen.addEventListener("resize", measure);
    seen.addEventListener("scroll", measure);
    return () => {
      seen.removeEventListener("resize", measure);
      seen.removeEventListener("scroll", measure);
    };
  }, [dock]);
}
