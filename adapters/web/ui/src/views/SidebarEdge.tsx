import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";

import { keepSidebarWidth, sidebarWidth } from "../live/pending";

export const USUAL = 264;
const NARROWEST = 220;
const WIDEST = 360;
const STEP = 8;

function within(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

/** How wide the sidebar is, as it was left in this browser. */
export function useSidebarWidth(): { width: number; resize: (width: number) => void } {
  const [width, setWidth] = useState(() => within(sidebarWidth() ?? USUAL));
  return {
    width,
    resize: (wanted) => {
      setWidth(within(wanted));
      keepSidebarWidth(within(wanted));
    },
  };
}

/**
 * The edge that makes the sidebar wider or narrower, by pointer or arrow keys. The library for panels puts a style
 * element into the page, which the content security policy refuses; one edge needs none.
 */
export function SidebarEdge({ width, resize }: { width: number; resize: (width: number) => void }): ReactNode {
  const press = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: NARROWEST, End: WIDEST }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(to);
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(event.clientX);
  };
  return (
    <div
      className="side-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the sidebar"
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={() => { resize(USUAL); }}
    />
  );
}
