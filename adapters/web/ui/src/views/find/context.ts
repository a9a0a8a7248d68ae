import { createContext, useContext } from "react";

/** What is being found in a channel: the message it stands at, and the words that were met in each. */
export interface Finding {
  readonly isOpen: boolean;
  readonly at: string | null;
  /** How many steps were made: each brings its message into view, also the one it has stood at. */
  readonly turn: number;
  readonly words: ReadonlyMap<string, readonly string[]>;
}

export const FindingContext = createContext<Finding>({ isOpen: false, at: null, turn: 0, words: new Map() });

export function useFinding(): Finding {
  return useContext(FindingContext);
}
