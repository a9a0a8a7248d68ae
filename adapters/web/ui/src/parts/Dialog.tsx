import * as Radix from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { type ReactNode, useState } from "react";

import { FocusIsKept, IconButton } from "./Basics";

interface Props {
  title: string;
  onClose: () => void;
  /** Where the dialog begins: its first field, unless it says otherwise. */
  children: ReactNode;
  className?: string;
  hideTitle?: boolean;
}

/** A dialog begins at its first field; one that has none at itself, rather than at the button that closes it. */
function begin(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement) || content.querySelector("input, textarea, select") !== null) return;
  event.preventDefault();
  content.focus();
}

/** Goes on where whoever opened it was, unless what was done in it leads elsewhere. */
function giveBack(event: Event, to: Element | null): void {
  if (!(to instanceof HTMLElement) || !to.isConnected || document.activeElement !== document.body) return;
  event.preventDefault();
  to.focus();
}

/**
 * A dialog over the page: it keeps the focus and gives it back. The library's own overlay puts a style element into the
 * page, which the content security policy refuses; the ground below it is drawn here.
 */
export function Dialog({ title, onClose, children, className = "", hideTitle = false }: Props): ReactNode {
  // Before any of it is there, and takes the focus.
  const [from] = useState(() => document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Radix.Portal>
        <div className="dialog-ground">
          <Radix.Content className={`dialog ${className}`} aria-describedby={undefined} onOpenAutoFocus={begin} onCloseAutoFocus={(event) => { giveBack(event, from); }}>
            <FocusIsKept value>
              {hideTitle ? <Radix.Title className="unseen">{title}</Radix.Title> : (
                <header className="dialog-head">
                  <Radix.Title asChild><h2>{title}</h2></Radix.Title>
                  <Radix.Close asChild><IconButton label="Close" icon={X} /></Radix.Close>
                </header>
              )}
              {children}
            </FocusIsKept>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
