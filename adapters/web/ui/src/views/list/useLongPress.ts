import { type PointerEvent, useEffect, useRef, useState } from "react";

import type { Message } from "../../api/types";
import type { Row } from "../../live/rows";

const LONG_MS = 450;
const SLACK = 10;

interface Held {
  message: Message | null;
  close: () => void;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
    onContextMenu: (event: { preventDefault: () => void }) => void;
  };
}

/** A finger that rests on a message asks what can be done with it. */
export function useLongPress(rows: readonly Row[]): Held {
  const [message, setMessage] = useState<Message | null>(null);
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const wasTouch = useRef(false);
  const end = (): void => {
    if (press.current !== null) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => { if (press.current !== null) clearTimeout(press.current.timer); }, []);
  return {
    message,
    close: () => { setMessage(null); },
    handlers: {
      onPointerDown: (event) => {
        end();
        wasTouch.current = event.pointerType === "touch";
        if (!wasTouch.current || !(event.target instanceof Element)) return;
        const key = event.target.closest<HTMLElement>("[data-key]")?.dataset.key;
        const row = rows.find((one) => one.key === key);
        if (row?.kind !== "message") return;
        press.current = { timer: setTimeout(() => { setMessage(row.message); }, LONG_MS), x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        if (press.current !== null && Math.hypot(event.clientX - press.current.x, event.clientY - press.current.y) > SLACK) end();
      },
      onPointerUp: end,
      onPointerCancel: end,
      // The browser's own menu for a long press would lie over ours.
      onContextMenu: (event) => { if (wasTouch.current) event.preventDefault(); },
    },
  };
}
