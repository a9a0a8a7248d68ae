import * as Menu from "@radix-ui/react-dropdown-menu";
import { BotMessageSquare, Ellipsis, History, Link2, type LucideIcon, MailOpen, MessageSquareText, Pencil, Pin, PinOff, SmilePlus, Trash2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";

import type { Message } from "../../api/types";
import { Icon, IconButton } from "../../parts/Basics";
import { EmojiPicker } from "../../parts/EmojiPicker";
import { type Action, mayDo, type Place, usePlace } from "./context";

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

function More({ message, choices, onOpen }: { message: Message; choices: Choice[]; onOpen: (open: boolean) => void }): ReactNode {
  const { actions } = usePlace();
  return (
    <Menu.Root modal={false} onOpenChange={onOpen}>
      <Menu.Trigger asChild><IconButton label="More" icon={Ellipsis} tabIndex={-1} /></Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {choices.map((one) => (
            <Menu.Item key={one.action} className={one.danger ? "menu-item danger" : "menu-item"} onSelect={() => { actions[one.action](message); }}>
              <Icon of={one.icon} />
              <span className="cut">{one.label}</span>
              {one.key ? <kbd>{one.key}</kbd> : null}
            </Menu.Item>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Arrow keys walk the buttons; they stop here, since on the message itself they go to the next one. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  event.stopPropagation();
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

/** Floats over the top right corner of a message that is pointed at or in focus. */
export function Toolbar({ message, onHold }: { message: Message; onHold: (held: boolean) => void }): ReactNode {
  const place = usePlace();
  const [isPicking, setPicking] = useState(false);
  const choices = choicesOf(message, place);
  const first = choices.filter((one) => ["thread", "ask", "pin"].includes(one.action));
  const isThere = message.deleted_at === null;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const pick = (open: boolean): void => {
    setPicking(open);
    onHold(open);
  };
  const openMenu = (open: boolean): void => {
    setMenuOpen(open);
    onHold(open);
  };
  return (
    <div className={isPicking || isMenuOpen ? "toolbar held" : "toolbar"} role="toolbar" aria-label="Message" onKeyDown={walk}>
      {isThere ? (
        <EmojiPicker label="React" icon={SmilePlus} open={isPicking} onOpenChange={pick} onPick={(emoji) => { place.actions.react(message, emoji); }} />
      ) : null}
      {first.map((one) => (
        <IconButton key={one.action} label={one.label} icon={one.icon} tabIndex={-1} onClick={() => { place.actions[one.action](message); }} />
      ))}
      <More message={message} choices={choices} onOpen={openMenu} />
    </div>
  );
}
