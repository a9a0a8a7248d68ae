import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

import type { Channel } from "../api/types";
import { count } from "../lib/words";
import { useLive } from "../live/context";
import { draftKey, draftOf, keepDraft } from "../live/pending";
import { IconButton } from "../parts/Basics";
import { Polling } from "./Connection";

const LIMIT = 16_000;
const NEAR = 500;

/** Where a person writes: Enter sends, Shift Enter breaks the line; a draft is kept per channel. */
export function Composer({ channel, threadId = null, note }: { channel: Channel; threadId?: string | null; note?: ReactNode }): ReactNode {
  const live = useLive();
  const key = draftKey(channel.id, threadId);
  const [text, setText] = useState(() => draftOf(key));
  const name = threadId === null ? `Message ${channel.type === "dm" ? "" : "#"}${channel.name}` : "Reply";
  const box = useRef<HTMLTextAreaElement>(null);
  const over = text.length - LIMIT;
  const empty = text.trim() === "";

  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) box.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = "auto";
    area.style.height = `${String(Math.min(area.scrollHeight, innerHeight * 0.4))}px`;
  }, [text]);

  const write = (value: string): void => {
    setText(value);
    keepDraft(key, value);
  };
  const send = (): void => {
    if (empty || over > 0) return;
    live.send(channel.id, text.trim(), { threadId });
    write("");
    box.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === "Escape" && threadId === null && !event.nativeEvent.isComposing) document.querySelector<HTMLElement>("[data-region=messages] [data-region-first]")?.focus();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className="dock" data-region={threadId === null ? "composer" : undefined} tabIndex={-1}>
      <div className="column">
        <div className="composer">
          <textarea
            ref={box}
            data-region-first
            rows={1}
            value={text}
            placeholder={name}
            aria-label={name}
            aria-describedby={`${key}-note`}
            aria-invalid={over > 0 ? true : undefined}
            enterKeyHint="send"
            onChange={(event) => { write(event.target.value); }}
            onKeyDown={press}
          />
          <IconButton label="Send" icon={ArrowUp} className={empty || over > 0 ? "send off" : "send"} aria-disabled={empty || over > 0} onClick={send} />
        </div>
        <div className="under-composer" id={`${key}-note`}>
          {over > 0 ? <span className="fault">{count(over, "character")} over the limit of 16,000</span> : null}
          {over <= 0 && over > -NEAR ? <span>{count(-over, "character")} left</span> : null}
          {note}
          <Polling channelId={channel.id} />
        </div>
      </div>
    </div>
  );
}
