/** The keys of each view, as the help lists them. */

export interface KeyGroup {
  readonly name: string;
  readonly keys: readonly (readonly [string, string])[];
}

const IS_MAC = typeof navigator !== "undefined" && /Mac/u.test(navigator.userAgent);

/** `Ctrl K`, on a Mac `⌘K`. */
export function chord(key: string): string {
  return IS_MAC ? `⌘${key}` : `Ctrl ${key}`;
}

const ANYWHERE: KeyGroup = {
  name: "Anywhere",
  keys: [
    [chord("K"), "Search or run"], ["?", "These keys"], ["F6", "Next region, with Shift the one before"], [chord("\\"), "Fold the sidebar"],
    ["Alt ↑ ↓", "Channel above or below, with Shift the next unread"], ["Esc", "Close, or leave"],
  ],
};

const CHANNEL: KeyGroup = {
  name: "In a channel",
  keys: [
    [chord("F"), "Find in this channel; once more: the browser's own"], ["↵", "Send, with Shift a new line"], ["/", "A command"], ["@", "Mention somebody"], ["↑", "In an empty composer: edit your last message"],
    ["↑ ↓", "On a message: the one above or below"], ["R", "React"], ["T", "Open the thread"], ["A", "Ask an agent about it"], ["S", "Pin it, or unpin it"],
    ["E", "Edit your message"], ["⌫", "Delete your message"], ["C", "Copy the link"], ["U", "Mark unread from here"],
  ],
};

const INBOX: KeyGroup = {
  name: "In the inbox",
  keys: [["J", "Next"], ["K", "The one before"], ["E", "Done"], ["Z", "Undo"], ["↵", "Open in its channel"], ["A", "Acknowledge what is critical"]],
};

const RUN: KeyGroup = { name: "On a run", keys: [["J", "Next step"], ["K", "The step before"]] };

/** The keys that work at an address: those of its view first. */
export function keysAt(path: string): readonly KeyGroup[] {
  if (/\/inbox$/u.test(path)) return [INBOX, ANYWHERE];
  if (/\/runs\/[^/]+$/u.test(path)) return [RUN, ANYWHERE];
  return /\/c\/[^/]+/u.test(path) ? [CHANNEL, ANYWHERE] : [ANYWHERE];
}
