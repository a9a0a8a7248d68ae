import { type LucideIcon, Smile } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";

import { IconButton } from "./Basics";

const EmojiSurface = lazy(() => import("./emoji/EmojiSurface"));

interface EmojiPickerProps {
  onPick: (emoji: string) => void;
  label?: string;
  icon?: LucideIcon;
  className?: string;
  /** Where something else than its button opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  tabIndex?: number;
}

/** A button that opens the emoji: beside it, or on touch from the foot of the screen. They are loaded when first asked for. */
export function EmojiPicker({ onPick, label = "Emoji", icon = Smile, className = "", open, onOpenChange, tabIndex }: EmojiPickerProps): ReactNode {
  const [own, setOwn] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const isOpen = open ?? own;
  const set = (next: boolean): void => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return (
    <span ref={place} className="emoji-place">
      <IconButton label={label} icon={icon} className={className} aria-haspopup="dialog" aria-expanded={isOpen} {...(tabIndex === undefined ? {} : { tabIndex })}
        onClick={() => { set(!isOpen); }} />
      {isOpen ? (
        <Suspense fallback={null}>
          <EmojiSurface label={label} anchor={place} onPick={onPick} onClose={() => { set(false); }} />
        </Suspense>
      ) : null}
    </span>
  );
}
