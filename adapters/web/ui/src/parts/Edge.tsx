import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";

import { keepWidth, keptWidth } from "../live/pending";

/** The parts of the page whose width a person chooses: how wide each is at first, at least and at most. */
const PARTS = {
  sidebar: { usual: 264, least: 220, most: 360, label: "Width of the sidebar" },
  panel: { usual: 420, least: 320, most: 640, label: "Width of the panel" },
} as const;
const STEP = 8;

type Part = keyof typeof PARTS;

function within(part: Part, width: number): number {
  const { least, most } = PARTS[part];
  return Math.round(Math.min(most, Math.max(least, width)));
}

/** How wide a part is, as it was left in this browser. */
export function useWidth(part: Part): { width: number; resize: (width: number) => void } {
  const [width, setWidth] = useState(() => within(part, keptWidth(part) ?? PARTS[part].usual));
  return {
    width,
    resize: (wanted) => {
      setWidth(within(part, wanted));
      keepWidth(part, within(part, wanted));
    },
  };
}

/**
 * The edge that makes a part wider or narrower, by pointer or arrow keys. The library for panels puts a style element
 * into the page, which the content security policy refuses; one edge needs none.
 */
export function Edge({ part, width, resize }: { part: Part; width: number; resize: (width: number) => void }): ReactNode {
  const { usual, least, most, label } = PARTS[part];
  // The sidebar grows to the right, the panel to the left.
  const outward = part === "sidebar" ? 1 : -1;
  const press = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: width - STEP * outward, ArrowRight: width + STEP * outward, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(to);
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(part === "sidebar" ? event.clientX : innerWidth - event.clientX);
  };
  return (
    <div
      className={`edge of-${part}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={() => { resize(usual); }}
    />
  );
}
