import { type KeyboardEvent, type RefObject, useState } from "react";

import { type Trigger, triggerAt } from "../../lib/trigger";
import { type Keys, NOTHING_SHOWN, type Shown } from "./completing";

interface Completing {
  trigger: Trigger | null;
  isHidden: boolean;
  shown: Shown;
  press: (event: KeyboardEvent) => boolean;
  hide: () => void;
  setShown: (shown: Shown) => void;
}

const idOf = (trigger: Trigger): string => `${trigger.kind} ${String(trigger.from)}`;

/** What can be completed at the caret, and whether its list was put away. */
export function useCompletion(text: string, caret: number | null, keys: RefObject<Keys | null>): Completing {
  const [hidden, setHidden] = useState<string | null>(null);
  const [shown, setShown] = useState(NOTHING_SHOWN);
  // A command is read as a whole, wherever the caret is and whoever has the focus: it may hold the message.
  const at = caret === null ? (text.startsWith("/") ? text.length : null) : caret;
  const trigger = at === null ? null : triggerAt(text, at);
  const id = trigger === null ? null : idOf(trigger);
  if (hidden !== null && hidden !== id && caret !== null) setHidden(null);
  return {
    trigger,
    isHidden: caret === null || hidden === id,
    shown: trigger === null ? NOTHING_SHOWN : shown,
      press: (event) => trigger !== null && (keys.current?.press(event) ?? false),
    hide: () => { setHidden(id); },
    setShown,
  };
}
