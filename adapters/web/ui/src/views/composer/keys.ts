import type { KeyboardEvent } from "react";

import { broken, type Change, type Mark } from "../../lib/marks";
import { isInFence } from "../../lib/trigger";
import { markOf } from "./Formatting";

interface Acts {
  /** Enter breaks the line, and Shift Enter sends. */
  enterBreaks: boolean;
  isThread: boolean;
  /** The list beside the field takes the keys that are for it. */
  complete: (event: KeyboardEvent) => boolean;
  change: (change: Change) => void;
  mark: (mark: Mark) => void;
  send: () => void;
  /** Opens the last own message; false where there is none. */
  editLast: () => boolean;
}

type Press = KeyboardEvent<HTMLTextAreaElement>;

/** Sends, or breaks the line; a plain break is left to the browser. True where the key is used up. */
function enter(event: Press, acts: Acts): boolean {
  const area = event.currentTarget;
  const before = area.value.slice(0, area.selectionStart);
  if (event.ctrlKey || event.metaKey || (event.shiftKey === acts.enterBreaks && !isInFence(before))) {
    acts.send();
    return true;
  }
  const next = broken(area.value, area.selectionStart);
  if (next.insert === "\n" || area.selectionStart !== area.selectionEnd) return false;
  acts.change(next);
  return true;
}

function take(event: Press, acts: Acts): boolean {
  if (acts.complete(event)) {
    event.stopPropagation();
    return true;
  }
  const mark = markOf(event);
  if (mark !== null) {
    acts.mark(mark);
    return true;
  }
  if (event.key === "Enter") return enter(event, acts);
  if (event.key === "ArrowUp" && event.currentTarget.value === "") return acts.editLast();
  if (event.key !== "Escape" || acts.isThread) return false;
  document.querySelector<HTMLElement>("[data-region=messages] [data-region-first]")?.focus();
  return true;
}

/** What a key does in the field. While an input method composes, all keys are its own. */
export function pressed(event: Press, acts: Acts): void {
  if (!event.nativeEvent.isComposing && take(event, acts)) event.preventDefault();
}
