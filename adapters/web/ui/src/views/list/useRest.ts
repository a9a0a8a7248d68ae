import { type PointerEvent, useEffect, useRef } from "react";

const LONG_MS = 450;
const SLACK = 10;

export interface Rest {
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
  /** True once, after a finger has rested: the press that ends then is no press. */
  wasRest: () => boolean;
  wasTouch: () => boolean;
}

/** Calls `act` when a finger rests on something. */
export function useRest(act: (target: Element) => void): Rest {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const touch = useRef(false);
  const rested = useRef(false);
  const end = (): void => {
    if (press.current !== null) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => { if (press.current !== null) clearTimeout(press.current.timer); }, []);
  return {
    handlers: {
      onPointerDown: (event) => {
        end();
        rested.current = false;
        touch.current = event.pointerType === "touch";
        const { target } = event;
        if (!touch.current || !(target instanceof Element)) return;
        const timer = setTimeout(() => {
          rested.current = true;
          act(target);
        }, LONG_MS);
        press.current = { timer, x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        if (press.current !== null && Math.hypot(event.clientX - press.current.x, event.clientY - press.current.y) > SLACK) end();
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
    wasRest: () => {
      const was = rested.current;
      rested.current = false;
      return was;
    },
    wasTouch: () => touch.current,
  };
}
