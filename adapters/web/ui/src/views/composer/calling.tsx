import { lazy, type ReactNode, useState } from "react";

import { useMe } from "../../api/queries";
import type { Channel } from "../../api/types";
import { callsEverybody } from "../../lib/mentions";
import { useLive } from "../../live/context";

const CallDialog = lazy(() => import("./CallDialog"));

/** From so many on it is asked whether all of them are meant. */
const MANY = 20;

interface Calling {
  /** Sends a text at once, or, where it calls very many people, when whoever wrote it says so. */
  ask: (text: string, send: () => void) => void;
  dialog: ReactNode;
}

/** Asks before somebody calls very many people at once. */
export function useCalling(channel: Channel): Calling {
  const { workspaceId } = useLive();
  const role = useMe().data?.workspaces.find((one) => one.id === workspaceId)?.role;
  const [send, setSend] = useState<(() => void) | null>(null);
  const people = (channel.member_count ?? 0) - (channel.is_member === true ? 1 : 0);
  const end = (): void => { setSend(null); };
  return {
    ask: (text, now) => {
      // What a guest writes so is but a word, and a command calls nobody.
      const calls = people >= MANY && channel.type !== "dm" && role !== "guest" && !text.startsWith("/") && callsEverybody(text);
      if (calls) setSend(() => now);
      else now();
    },
    dialog: send === null ? null : <CallDialog channel={channel} people={people} onSend={() => { end(); send(); }} onClose={end} />,
  };
}
