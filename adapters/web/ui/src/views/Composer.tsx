import { ArrowUp } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from "react";

import { useMe } from "../api/queries";
import type { Channel } from "../api/types";
import { editLast } from "../lib/editLast";
import { PHONE, useMedia } from "../lib/media";
import { useLive } from "../live/context";
import { draftKey } from "../live/pending";
import { IconButton } from "../parts/Basics";
import { useCalling } from "./composer/calling";
import type { Keys } from "./composer/completing";
import { DropHere } from "./composer/drop";
import { useAsking } from "./composer/useAsking";
import { useEditing } from "./composer/useEditing";
import { Field } from "./composer/Field";
import { Formatting } from "./composer/Formatting";
import { useAboveKeyboard } from "./composer/keyboard";
import { pressed } from "./composer/keys";
import { Note } from "./composer/Note";
import { ToolsAfter, ToolsBefore } from "./composer/Tools";
import { TrayView } from "./composer/Tray";
import { useCompletion } from "./composer/useCompletion";
import { type Files, useFiles } from "./composer/useFiles";
import { useText } from "./composer/useText";

const Completion = lazy(() => import("./composer/Completion"));

const LIMIT = 16_000;

interface ComposerProps {
  channel: Channel;
  /** The message that is answered, in a thread. */
  threadId?: string | null;
  /** What stands below the field while it has nothing to say itself. */
  note?: ReactNode;
  /** Leaves the focus where it is when it comes up. */
  isQuiet?: boolean;
}

/** Where it is sent to, and what the field is called. */
function wordsOf(channel: Channel, isThread: boolean): { place: string; name: string } {
  if (isThread) return { place: "the thread", name: "Reply" };
  const place = channel.type === "dm" ? channel.name : `#${channel.name}`;
  return { place, name: `Message ${place}` };
}

/** Whether Enter breaks the line and Shift Enter sends, as somebody may prefer. */
function useEnterBreaks(): boolean {
  return useMe().data?.user.profile_info?.user_preferences_json?.enter_breaks === true;
}

function hasSomething(text: string, files: Files): boolean {
  return text.trim() !== "" || files.ready > 0;
}

/** Where a person writes: a field that grows, with lists for commands, names and emoji, marks, and files. */
export function Composer({ channel, threadId = null, note, isQuiet }: ComposerProps): ReactNode {
  const live = useLive();
  const id = useId();
  const draft = draftKey(channel.id, threadId);
  const { text, write, returned } = useText(draft, channel.id, threadId);
  const [caret, setCaret] = useState<number | null>(null);
  const [isFormatting, setFormatting] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const calling = useCalling(channel);
  const dock = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const keys = useRef<Keys>(null);
  const isPhone = useMedia(PHONE);
  const enterBreaks = useEnterBreaks();
  const { shown, trigger, isHidden, ...completion } = useCompletion(text, caret, keys);
  const files = useFiles({ draft, channelId: channel.id, workspaceId: live.workspaceId, dock, onSay: setSaid });
  useAboveKeyboard(dock);
  const asking = useAsking(channel.id, threadId);

  const over = text.length - LIMIT;
  const isOff = !hasSomething(text, files) || over > 0 || files.isSending || shown.hold !== null;

  const { change, put, mark, mention } = useEditing(field);
  const send = (): void => {
    const stored = files.take();
    for (const file of stored.slice(0, -1)) live.send(channel.id, "", { threadId, file });
    live.send(channel.id, text.trim(), { threadId, file: stored.at(-1) });
    write("");
    field.current?.focus();
  };
  const ask = (): void => {
    setSaid(files.isSending ? "It can be sent when its files are there." : shown.hold);
    if (isOff) return;
    calling.ask(text, send);
  };

  const isThread = threadId !== null;
  const { place, name } = wordsOf(channel, isThread);
  const acts = { enterBreaks, isThread, complete: completion.press, change, mark, send: ask, editLast: () => editLast(draft) };
  const tools = {
    isNarrow: isPhone || isThread, isFormatting, canCommand: text === "", onFiles: files.add, onMention: mention, onEmoji: put, onAsk: asking,
    onFormatting: () => { setFormatting(!isFormatting); field.current?.focus(); },
    onCommand: () => { put("/"); },
  };
  return (
    <div ref={dock} className="dock" data-region={isThread ? undefined : "composer"} tabIndex={-1}>
      <DropHere over={files.over} place={place} />
      <div className="column">
        <div ref={box} className="composer">
          {isFormatting ? <Formatting onMark={mark} field={id} /> : null}
          <TrayView uploads={files.uploads} onRemove={files.remove} onRetry={files.retry} />
          <div className="composer-row">
            <ToolsBefore {...tools} />
            <Field ref={field} id={id} name={name} text={text} isTooLong={over > 0} enterBreaks={enterBreaks} shown={shown} isQuiet={isQuiet === true}
              onText={(next) => { setSaid(null); write(next); }} onCaret={setCaret}
              onPaste={(event) => { if (files.paste(event.clipboardData)) event.preventDefault(); }}
              onPress={(event) => { pressed(event, acts); }} />
            <ToolsAfter {...tools} />
            <IconButton label="Send" icon={ArrowUp} className={isOff ? "send off" : "send"} aria-disabled={isOff} onClick={ask} />
          </div>
        </div>
        <Note id={`${id}-note`} channelId={channel.id} over={over} said={said} returned={returned} text={text} isCommand={shown.isCommand && shown.hold === null}
          onPutBack={(before) => { change({ from: 0, to: 0, insert: `${before}\n`, select: [before.length, before.length] }); }}>
          {note}
        </Note>
      </div>
      <Suspense fallback={null}>
        {calling.dialog}
        {trigger && <Completion ref={keys} channel={channel} workspaceId={live.workspaceId} text={text} caret={caret ?? text.length} trigger={trigger}
          isHidden={isHidden} field={field} box={box} onChange={change} onHide={completion.hide} onShown={completion.setShown} />}
      </Suspense>
    </div>
  );
}
