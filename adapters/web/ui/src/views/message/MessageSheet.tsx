import * as Radix from "@radix-ui/react-dialog";
import type { ReactNode } from "react";

import type { Message } from "../../api/types";
import { Icon } from "../../parts/Basics";
import { keepRecent, recentEmoji } from "../../parts/emoji/recent";
import { choicesOf } from "./choices";
import { usePlace } from "./context";

const USUAL = ["👍", "❤️", "😄", "🎉", "👀", "✅"];

/** Six emoji: those picked last here, else what most people pick. */
function nearest(): string[] {
  return [...new Set([...recentEmoji(), ...USUAL])].slice(0, USUAL.length);
}

/** On a phone: what can be done with a message, from the lower edge where a thumb is. */
export default function MessageSheet({ message, onClose }: { message: Message; onClose: () => void }): ReactNode {
  const place = usePlace();
  return (
    <Radix.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Radix.Portal>
        <div className="dialog-ground">
          <Radix.Content className="sheet" aria-describedby={undefined}>
            <Radix.Title className="unseen">Message of {message.sender_name}</Radix.Title>
            {message.deleted_at === null ? (
              <div className="sheet-reactions">
                {nearest().map((emoji) => (
                  <button key={emoji} type="button" className="pick" aria-label={emoji} onClick={() => {
                    keepRecent(emoji);
                    place.actions.react(message, emoji);
                    onClose();
                  }}>{emoji}</button>
                ))}
              </div>
            ) : null}
            {choicesOf(message, place).map((one) => (
              <button key={one.action} type="button" className={one.danger ? "menu-item danger" : "menu-item"} onClick={() => {
                onClose();
                place.actions[one.action](message);
              }}>
                <Icon of={one.icon} />
                <span className="cut">{one.label}</span>
              </button>
            ))}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
