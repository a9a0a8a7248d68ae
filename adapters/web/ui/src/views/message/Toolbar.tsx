import { Ellipsis, SmilePlus } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, useState } from "react";

import type { Message } from "../../api/types";
import { IconButton } from "../../parts/Basics";
import { EmojiPicker } from "../../parts/EmojiPicker";
import { MenuPlace } from "../../parts/MenuPlace";
import { choicesOf } from "./choices";
import { usePlace } from "./context";

const MoreItems = lazy(() => import("./MoreItems"));

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
  const first = choicesOf(message, place).filter((one) => ["thread", "ask", "pin"].includes(one.action));
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
      <MenuPlace onOpen={openMenu} button={(it) => <IconButton label="More" icon={Ellipsis} tabIndex={-1} {...it} />} menu={(it) => <MoreItems {...it} message={message} />} />
    </div>
  );
}
