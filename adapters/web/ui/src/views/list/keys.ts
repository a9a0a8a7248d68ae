import type { KeyboardEvent } from "react";

import type { Message } from "../../api/types";
import type { Row } from "../../live/rows";
import { type Action, mayDo, type Place } from "../message/context";
import { focusMessage, type List, target } from "./useList";

const WALKS = new Set(["ArrowUp", "ArrowDown", "Home", "End"]);

/** Single keys on the message in focus; R stands for itself, since what it opens is in the toolbar. */
const KEYS: Record<string, Exclude<Action, "react" | "showImage">> = {
  t: "thread", enter: "thread", a: "ask", e: "edit", s: "pin", c: "copyLink", backspace: "remove", delete: "remove", u: "markUnread",
};

function may(action: keyof typeof KEYS | Action, message: Message, place: Place): boolean {
  const rights = mayDo(message, place);
  switch (action) {
    case "thread": case "ask": return rights.thread;
    case "edit": return rights.edit;
    case "pin": return rights.pin;
    case "remove": return rights.remove;
    case "markUnread": return rights.markUnread;
    default: return true;
  }
}

interface Keyed {
  rows: readonly Row[];
  list: List;
  place: Place;
  /** The row in focus. */
  from: number;
  /** Single keys were turned off by whoever types here. */
  areOff: boolean;
}

function act(event: KeyboardEvent<HTMLElement>, message: Message, { place, areOff }: Keyed): void {
  if (areOff || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "r") {
    event.preventDefault();
    (event.target as HTMLElement).querySelector<HTMLElement>(".toolbar .emoji-place button")?.click();
    return;
  }
  const action = KEYS[key];
  if (action === undefined || !may(action, message, place)) return;
  event.preventDefault();
  place.actions[action](message);
}

/** Keys on the list: arrows, Home and End walk the messages, single keys act on the one in focus. */
export function press(event: KeyboardEvent<HTMLElement>, keyed: Keyed): void {
  const onMessage = event.target instanceof HTMLElement && event.target.matches("article");
  if (!onMessage) return;
  const { rows, list, from } = keyed;
  if (!WALKS.has(event.key)) {
    const row = rows[from];
    if (row?.kind === "message") act(event, row.message, keyed);
    return;
  }
  event.preventDefault();
  const at = target(rows, from, event.key);
  const key = rows[at]?.key;
  if (key === undefined) return;
  list.scrollToIndex(at, { align: "auto" });
  focusMessage(event.currentTarget, key);
}
