import { type ReactNode, useSyncExternalStore } from "react";

import { useNames } from "../api/people";
import { useLive } from "../live/context";

/** `Theo is typing`, `Theo and Inés are typing`, `4 people are typing`. */
export function typingWords(names: readonly string[]): string {
  const [first = "", second = ""] = names;
  if (names.length === 0) return "";
  if (names.length === 1) return `${first} is typing`;
  return names.length === 2 ? `${first} and ${second} are typing` : `${String(names.length)} people are typing`;
}

/** Who is writing here just now; its place is kept while nobody is. */
export function TypingLine({ channelId, threadId = null }: { channelId: string; threadId?: string | null }): ReactNode {
  const { typing } = useLive();
  const nameOf = useNames();
  const people = useSyncExternalStore(typing.watch, () => typing.of(channelId, threadId));
  const words = typingWords(people.map((id) => nameOf(id).split(" ")[0] ?? ""));
  return <span className="typing cut">{words}</span>;
}
