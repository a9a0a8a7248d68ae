import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useLayoutEffect } from "react";

import type { Shown } from "./completing";

/** So much of the window a text may take up. */
const TALLEST = 0.4;

interface FieldProps {
  ref: RefObject<HTMLTextAreaElement | null>;
  id: string;
  name: string;
  text: string;
  isTooLong: boolean;
  enterBreaks: boolean;
  shown: Shown;
  isQuiet: boolean;
  onText: (text: string) => void;
  /** Where the caret is; null while something is selected, or the focus elsewhere. */
  onCaret: (caret: number | null) => void;
  onPaste: (event: ClipboardEvent) => void;
  onPress: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** The text field itself. The list beside it is named by it, and keeps the focus here. */
export function Field({ ref, id, name, text, isTooLong, enterBreaks, shown, isQuiet, onText, onCaret, onPaste, onPress }: FieldProps): ReactNode {
  const look = (area: HTMLTextAreaElement): void => { onCaret(area.selectionStart === area.selectionEnd ? area.selectionStart : null); };
  const begin = useEffectEvent((area: HTMLTextAreaElement) => {
    area.focus({ preventScroll: true });
    area.setSelectionRange(area.value.length, area.value.length);
    look(area);
  });
  useEffect(() => {
    if (!isQuiet && ref.current !== null && matchMedia("(pointer: fine)").matches) begin(ref.current);
  }, [ref, isQuiet]);
  useLayoutEffect(() => {
    const area = ref.current;
    if (area === null) return;
    area.style.height = "auto";
    area.style.height = `${String(Math.min(area.scrollHeight, innerHeight * TALLEST))}px`;
  }, [ref, text, shown.isCommand]);
  return (
    <textarea
      ref={ref}
      id={id}
      data-region-first
      rows={1}
      value={text}
      className={shown.isCommand ? "is-command" : undefined}
      placeholder={name}
      aria-label={name}
      aria-describedby={`${id}-note`}
      aria-invalid={isTooLong || undefined}
      aria-autocomplete="list"
      aria-controls={shown.listId ?? undefined}
      aria-activedescendant={shown.activeId ?? undefined}
      spellCheck={!text.startsWith("/")}
      enterKeyHint={enterBreaks ? "enter" : "send"}
      onChange={(event) => {
        onText(event.target.value);
        look(event.target);
      }}
      onSelect={(event) => { look(event.currentTarget); }}
      onBlur={() => { onCaret(null); }}
      onPaste={onPaste}
      onKeyDown={onPress}
    />
  );
}
