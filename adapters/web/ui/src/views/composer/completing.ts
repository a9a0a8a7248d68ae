import type { KeyboardEvent, RefObject } from "react";

import type { Channel } from "../../api/types";
import type { Change } from "../../lib/marks";
import type { Trigger } from "../../lib/trigger";

/** What the field must know of the list beside it. */
export interface Shown {
  /** The list and its chosen row, by their ids; null while there is no list. */
  readonly listId: string | null;
  readonly activeId: string | null;
  /** The text is a command that is known. */
  readonly isCommand: boolean;
  /** Why it cannot be sent yet. */
  readonly hold: string | null;
}

export const NOTHING_SHOWN: Shown = { listId: null, activeId: null, isCommand: false, hold: null };

/** How the list is reached by the keys of the field: true where it took one. */
export interface Keys {
  press: (event: KeyboardEvent) => boolean;
}

export interface CompletionProps {
  channel: Channel;
  workspaceId: string;
  text: string;
  caret: number;
  trigger: Trigger;
  /** Put away with Esc: only what holds the message still counts. */
  isHidden: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  /** The whole composer, which a list of commands is as wide as. */
  box: RefObject<HTMLElement | null>;
  onChange: (change: Change) => void;
  onHide: () => void;
  onShown: (shown: Shown) => void;
}
