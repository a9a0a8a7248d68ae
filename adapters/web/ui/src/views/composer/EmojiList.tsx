import { type ReactNode, type Ref, useEffect, useEffectEvent, useId } from "react";

import { count } from "../../lib/words";
import { keepRecent } from "../../parts/emoji/recent";
import { byShortcode, emojiFor } from "../../parts/emoji/search";
import type { CompletionProps, Keys } from "./completing";
import { InsertList, replacing } from "./InsertList";
import type { Option } from "./Options";

const MOST = 8;

/** Emoji whose name begins with what was written after the colon; a second colon takes the one of that name. */
export default function EmojiList(props: CompletionProps & { ref: Ref<Keys> }): ReactNode {
  const { trigger, onChange } = props;
  const listId = useId();
  const isClosed = trigger.query.endsWith(":");
  const exact = isClosed ? byShortcode(trigger.query.slice(0, -1)) : undefined;
  const found = props.isHidden || isClosed ? [] : emojiFor(trigger.query, MOST);
  const pick = (emoji: string): void => {
    keepRecent(emoji);
    onChange(replacing(props, emoji));
  };
  const options: Option[] = found.map((one) => ({
    id: `${listId}-${one.code}`,
    row: <><span className="option-emoji">{one.emoji}</span><span className="option-who">:{one.code}:</span></>,
    accept: () => { pick(one.emoji); },
  }));
  const take = useEffectEvent(() => { if (exact !== undefined && !props.isHidden) pick(exact.emoji); });
  useEffect(() => {
    if (exact === undefined) return undefined;
    // Within the key that wrote the colon a browser types nothing else.
    const timer = setTimeout(() => { take(); }, 0);
    return () => { clearTimeout(timer); };
  }, [exact]);
  return <InsertList {...props} id={listId} label="Emoji" options={options} told={count(options.length, "emoji", "emoji")} />;
}
