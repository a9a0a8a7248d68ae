import { lazy, type ReactNode, type Ref, Suspense } from "react";

import type { CompletionProps, Keys } from "./completing";
import { MentionList } from "./MentionList";
import { SlashList } from "./SlashList";

const EmojiList = lazy(() => import("./EmojiList"));

/** The list for what is being written: commands, names, or emoji. */
export default function Completion(props: CompletionProps & { ref: Ref<Keys> }): ReactNode {
  const { kind, from } = props.trigger;
  if (kind === "command") return <SlashList {...props} />;
  if (kind === "mention") return <MentionList key={from} {...props} />;
  return <Suspense fallback={null}><EmojiList key={from} {...props} /></Suspense>;
}
