import "./emoji.css";

import * as Dialog from "@radix-ui/react-dialog";
import * as Popover from "@radix-ui/react-popover";
import { type ReactNode, type RefObject, useRef } from "react";

import { useMedia } from "../../lib/media";
import { EmojiGrid } from "./EmojiGrid";

interface SurfaceProps {
  label: string;
  anchor: RefObject<HTMLElement | null>;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** The emoji over the page: at their button, or on touch as a sheet that leaves with a tap beside it. */
export default function EmojiSurface({ label, anchor, onPick, onClose }: SurfaceProps): ReactNode {
  const isTouch = useMedia("(pointer: coarse), (max-width: 719px)");
  const picked = useRef<string | null>(null);
  const pick = (emoji: string): void => {
    picked.current = emoji;
    onClose();
  };
  // Whoever picked goes on where the emoji goes, which cannot have the focus before; whoever did not is back at the button.
  const leave = (event: Event): void => {
    event.preventDefault();
    if (picked.current === null) anchor.current?.querySelector("button")?.focus();
    else onPick(picked.current);
  };
  const change = (open: boolean): void => { if (!open) onClose(); };
  if (isTouch) {
    return (
      <Dialog.Root open onOpenChange={change}>
        <Dialog.Portal>
          <div className="emoji-ground">
            <Dialog.Content className="emoji-sheet" aria-describedby={undefined} onCloseAutoFocus={leave}
              onOpenAutoFocus={(event) => {
                // In the search it would bring up the keyboard, over the emoji.
                event.preventDefault();
                (event.currentTarget as HTMLElement).focus();
              }}>
              <Dialog.Title className="unseen">{label}</Dialog.Title>
              <EmojiGrid onPick={pick} focus={false} />
            </Dialog.Content>
          </div>
        </Dialog.Portal>
      </Dialog.Root>
    );
  }
  return (
    <Popover.Root open onOpenChange={change}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content className="emoji-popover" aria-label={label} side="top" align="end" sideOffset={8} collisionPadding={8} onCloseAutoFocus={leave}
          onInteractOutside={(event) => { if (anchor.current?.contains(event.target as Node)) event.preventDefault(); }}>
          <EmojiGrid onPick={pick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
