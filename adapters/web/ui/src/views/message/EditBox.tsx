import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

import { useEditMessage } from "../../api/messages";
import type { Message } from "../../api/types";
import { sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";

const LIMIT = 16_000;

/** A message of mine where it stands, open to be changed: Enter saves, Escape leaves it as it was. */
export function EditBox({ message, onClose }: { message: Message; onClose: () => void }): ReactNode {
  const [text, setText] = useState(message.content_json.text_body ?? "");
  const box = useRef<HTMLTextAreaElement>(null);
  const save = useEditMessage(message);
  const before = message.content_json.text_body ?? "";
  const isWrong = text.trim() === "" || text.length > LIMIT;

  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.setSelectionRange(before.length, before.length);
  }, [before.length]);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = "auto";
    area.style.height = `${String(Math.min(area.scrollHeight, innerHeight * 0.4))}px`;
  }, [text]);

  const done = (): void => {
    if (isWrong) return;
    if (text.trim() === before) onClose();
    else save.mutate(text.trim(), { onSuccess: onClose });
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    done();
  };
  return (
    <div className="edit-box">
      <div className="composer">
        <textarea ref={box} rows={1} value={text} aria-label="Edit message" aria-invalid={isWrong || undefined}
          onChange={(event) => { setText(event.target.value); }} onKeyDown={press} />
      </div>
      <div className="edit-foot">
        {save.error ? <span className="fault" role="alert">{sentence(save.error)}</span> : <span>Enter saves, Esc leaves it as it was</span>}
        <Button small look="quiet" onClick={onClose}>Cancel</Button>
        <Button small look="ink" busy={save.isPending} disabled={isWrong} onClick={done}>Save</Button>
      </div>
    </div>
  );
}
