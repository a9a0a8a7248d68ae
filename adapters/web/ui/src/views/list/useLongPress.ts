import { useState } from "react";

import type { Message } from "../../api/types";
import type { Row } from "../../live/rows";
import { type Rest, useRest } from "./useRest";

interface Held {
  message: Message | null;
  close: () => void;
  handlers: Rest["handlers"] & {
    onContextMenu: (event: { preventDefault: () => void }) => void;
  };
}

/** A finger that rests on a message asks what can be done with it. */
export function useLongPress(rows: readonly Row[]): Held {
  const [message, setMessage] = useState<Message | null>(null);
  const { handlers, wasTouch } = useRest((target) => {
    const key = target.closest<HTMLElement>("[data-key]")?.dataset.key;
    const row = rows.find((one) => one.key === key);
    if (row?.kind === "message") setMessage(row.message);
  });
  return {
    message,
    close: () => { setMessage(null); },
    // The browser's own menu for a long press would lie over ours.
    handlers: { ...handlers, onContextMenu: (event) => { if (wasTouch()) event.preventDefault(); } },
  };
}
