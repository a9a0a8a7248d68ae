import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { onFill } from "../../lib/fill";
import { useLive } from "../../live/context";
import { draftOf, forgetReturned, keepDraft, type Returned, returnedTo, watchDrafts } from "../../live/pending";

const TYPING_MS = 3_000;

interface Written {
  text: string;
  write: (text: string) => void;
  /** What came back from the server, and why, until the text is changed. */
  returned: Returned | null;
}

/** The text of one composer: kept as a draft, told to others while it grows, and given back when it was refused. */
export function useText(key: string, channelId: string, threadId: string | null): Written {
  const live = useLive();
  const [text, setText] = useState(() => draftOf(key));
  const told = useRef(0);
  const returned = useSyncExternalStore(watchDrafts, () => returnedTo(key));
  const kept = useSyncExternalStore(watchDrafts, () => draftOf(key));
  const [seen, setSeen] = useState<{ returned: Returned | null; kept: string }>({ returned: null, kept });
  if (returned !== seen.returned || kept !== seen.kept) {
    // What is given back or begun for somebody comes into an empty field alone.
    setSeen({ returned, kept });
    if (text === "") setText((returned !== seen.returned && returned?.text) || kept);
  }
  useEffect(() => onFill((filled) => { if (filled === key) setText(draftOf(key)); }), [key]);
  const write = (next: string): void => {
    setText(next);
    keepDraft(key, next);
    forgetReturned(key);
    if (next.trim() === "") told.current = 0;
    else if (next.length >= text.length && !next.startsWith("/") && Date.now() - told.current > TYPING_MS) {
      told.current = Date.now();
      live.connection.send("typing", { channel_id: channelId, ...(threadId === null ? {} : { thread_id: threadId }) });
    }
  };
  return { text, write, returned };
}
