import * as Tooltip from "@radix-ui/react-tooltip";
import { SmilePlus } from "lucide-react";
import type { ReactNode } from "react";

import type { Message } from "../../api/types";
import { EmojiPicker } from "../../parts/EmojiPicker";
import { usePlace } from "./context";

const NAMED = 8;

/** Who gave an emoji, me first: `You, Theo Okafor and 3 others`. */
export function whoWords(ids: readonly string[], myId: string, nameOf: (id: string) => string, unnamed = 0): string {
  const mine = ids.includes(myId) ? ["You"] : [];
  const names = [...mine, ...ids.filter((id) => id !== myId).map(nameOf)];
  if (names.length === 1) return names[0] ?? "";
  if (names.length <= NAMED) return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  const more = names.length - NAMED + 1 + unnamed;
  return `${names.slice(0, NAMED - 1).join(", ")} and ${more.toLocaleString()} others`;
}

/** What people thought of a message, without words: mine are pressed; one more press takes mine away. */
export function Reactions({ message }: { message: Message }): ReactNode {
  const { me, nameOf, actions } = usePlace();
  const reactions = message.reactions_json_array ?? [];
  if (reactions.length === 0) return null;
  return (
    <div className="reactions" role="group" aria-label="Reactions">
      {reactions.map(({ emoji, user_ids_array: ids, more_count: more = 0 }) => {
        const who = whoWords(ids, me.id, nameOf, more);
        const total = (ids.length + more).toLocaleString();
        return (
          <Tooltip.Root key={emoji}>
            <Tooltip.Trigger asChild>
              <button type="button" className="reaction" aria-pressed={ids.includes(me.id)} aria-label={`${emoji} ${total}, ${who}`}
                onClick={() => { actions.react(message, emoji); }}>
                <span className="emoji">{emoji}</span>
                <span className="digits">{total}</span>
              </button>
            </Tooltip.Trigger>
            <Tooltip.Content className="tooltip" sideOffset={6} collisionPadding={8}>{who}</Tooltip.Content>
          </Tooltip.Root>
        );
      })}
      <EmojiPicker label="Add a reaction" icon={SmilePlus} className="add-reaction" onPick={(emoji) => { actions.react(message, emoji); }} />
    </div>
  );
}
