import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

export const USUAL = ["👍", "❤️", "😄", "🎉", "👀", "✅"];

interface Props {
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** The emoji that are used most, in a row over the button that opened it. */
export default function ReactionPicker({ onPick, onClose }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    box.current?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    return () => { if (opener instanceof HTMLElement) opener.focus({ preventScroll: true }); };
  }, []);
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      const within = box.current?.parentElement;
      if (event.target instanceof Node && within?.contains(event.target) !== true) onClose();
    };
    document.addEventListener("pointerdown", press);
    return () => { document.removeEventListener("pointerdown", press); };
  }, [onClose]);
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    event.stopPropagation();
    if (event.key === "Escape") onClose();
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div ref={box} className="reaction-picker" role="group" aria-label="Choose a reaction" onKeyDown={walk}>
      {USUAL.map((emoji) => (
        <button key={emoji} type="button" className="pick" aria-label={emoji} onClick={() => {
          onPick(emoji);
          onClose();
        }}>{emoji}</button>
      ))}
    </div>
  );
}
