import * as Menu from "@radix-ui/react-dropdown-menu";
import type { ReactNode, RefObject } from "react";

export { Menu };

interface Props {
  /** The button that opened it, which has the focus again when it closes. */
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  align?: "start" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
}

/** A menu at its button. It is loaded when a button is first pressed, so that it is no part of the first load. */
export function MenuSurface({ anchor, onClose, align = "start", side = "bottom", children }: Props): ReactNode {
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Menu.Trigger asChild><span className="menu-place" aria-hidden="true" /></Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align={align} side={side} sideOffset={4} collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) anchor.current?.focus();
          }}
          onPointerDownOutside={(event) => { if (anchor.current?.contains(event.target as Node)) event.preventDefault(); }}>
          {children}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
