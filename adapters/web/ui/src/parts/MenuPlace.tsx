import { type ReactNode, type RefObject, Suspense, useRef, useState } from "react";

export interface MenuProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

interface Props {
  /** The button; it gets what it needs to open the menu. */
  button: (it: { ref: RefObject<HTMLButtonElement | null>; "aria-haspopup": "menu"; "aria-expanded": boolean; onClick: () => void }) => ReactNode;
  menu: (it: MenuProps) => ReactNode;
  onOpen?: (open: boolean) => void;
  className?: string;
}

/** A button with a menu that is read when it is first opened. */
export function MenuPlace({ button, menu, onOpen, className = "" }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const set = (open: boolean): void => {
    setOpen(open);
    onOpen?.(open);
  };
  return (
    <span className={`menu-anchor ${className}`}>
      {button({ ref: anchor, "aria-haspopup": "menu", "aria-expanded": isOpen, onClick: () => { set(!isOpen); } })}
      {isOpen ? <Suspense fallback={null}>{menu({ anchor, onClose: () => { set(false); } })}</Suspense> : null}
    </span>
  );
}
