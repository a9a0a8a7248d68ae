import type { Change } from "./marks";

/** What decides where a letter stands in a field. */
const COPIED = [
  "boxSizing", "width", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth", "borderRightWidth",
  "borderBottomWidth", "borderLeftWidth", "fontFamily", "fontSize", "fontStyle", "fontWeight", "letterSpacing", "lineHeight",
  "textIndent", "tabSize", "wordSpacing", "direction",
] as const;

/** Where the letter at `at` of a text field stands on screen. The field does not tell; a copy of it laid out unseen does. */
export function caretBox(field: HTMLTextAreaElement, at: number): DOMRect {
  const copy = document.createElement("div");
  const style = getComputedStyle(field);
  for (const name of COPIED) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "fixed", insetBlockStart: "0", insetInlineStart: "0", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  copy.textContent = field.value.slice(0, at);
  const letter = document.createElement("span");
  letter.textContent = field.value.slice(at, at + 1) || ".";
  copy.append(letter);
  document.body.append(copy);
  const [inner, frame] = [letter.getBoundingClientRect(), copy.getBoundingClientRect()];
  copy.remove();
  const box = field.getBoundingClientRect();
  return new DOMRect(box.x + inner.x - frame.x, box.y + inner.y - frame.y - field.scrollTop, 0, inner.height);
}

/**
 * Changes a text field as if it was typed, so that undo takes it back and whoever listens to the field hears of it.
 */
export function type(field: HTMLTextAreaElement, change: Change): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(change.from, change.to);
  // No other way of changing a field is known to undo. The name is old, and every browser has it.
  const isDone = change.insert === "" ? change.from === change.to || document.execCommand("delete") : document.execCommand("insertText", false, change.insert);
  if (!isDone) {
    field.setRangeText(change.insert, change.from, change.to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(...change.select);
}
