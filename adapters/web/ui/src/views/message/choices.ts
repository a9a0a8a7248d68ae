import { BotMessageSquare, History, Link2, type LucideIcon, MailOpen, MessageSquareText, Pencil, Pin, PinOff, Trash2 } from "lucide-react";

import type { Message } from "../../api/types";
import { type Action, mayDo, type Place } from "./context";

export interface Choice {
  action: Exclude<Action, "react" | "showImage">;
  label: string;
  icon: LucideIcon;
  key?: string;
  danger?: boolean;
}

/** Everything that can be done with a message beside reacting, in the order it is offered. */
export function choicesOf(message: Message, place: Place): Choice[] {
  const may = mayDo(message, place);
  const all: (Choice & { when: boolean })[] = [
    { action: "thread", label: "Reply in thread", icon: MessageSquareText, key: "T", when: may.thread },
    { action: "ask", label: "Ask an agent about this", icon: BotMessageSquare, key: "A", when: may.thread && message.deleted_at === null },
    { action: "pin", label: message.is_pinned ? "Unpin" : "Pin to this channel", icon: message.is_pinned ? PinOff : Pin, key: "S", when: may.pin },
    { action: "edit", label: "Edit", icon: Pencil, key: "E", when: may.edit },
    { action: "copyLink", label: "Copy link", icon: Link2, key: "C", when: true },
    { action: "markUnread", label: "Mark unread from here", icon: MailOpen, key: "U", when: may.markUnread },
    { action: "showEdits", label: "Show earlier versions", icon: History, when: may.history },
    { action: "remove", label: "Delete", icon: Trash2, key: "⌫", danger: true, when: may.remove },
  ];
  return all.filter((one) => one.when);
}
