import { autoUpdate, flip, offset, shift, size, useFloating } from "@floating-ui/react";
import { type ReactNode, type RefObject, useLayoutEffect } from "react";

import { caretBox } from "../../lib/caret";
import { PHONE, useMedia } from "../../lib/media";

interface BesideProps {
  field: RefObject<HTMLTextAreaElement | null>;
  box: RefObject<HTMLElement | null>;
  /** The letter to stand at; null stands over the whole composer, as wide as it is. */
  at: number | null;
  children: ReactNode;
}

/** A surface over the composer or over a letter in it; on a phone always over the composer. */
export function Beside({ field, box, at, children }: BesideProps): ReactNode {
  const isPhone = useMedia(PHONE);
  const letter = isPhone ? null : at;
  const { refs: { setFloating, setReference, setPositionReference }, floatingStyles } = useFloating({
    strategy: "fixed",
    placement: letter === null ? "top" : "top-start",
    whileElementsMounted: autoUpdate,
    middleware: [
      offset(8),
      flip({ padding: 8, crossAxis: false }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply: ({ availableHeight, rects, elements }) => {
          elements.floating.style.maxHeight = `${String(Math.max(120, Math.min(availableHeight, 420)))}px`;
          elements.floating.style.width = letter === null ? `${String(rects.reference.width)}px` : "";
        },
      }),
    ],
  });
  useLayoutEffect(() => {
    const area = field.current;
    if (letter === null) setReference(box.current);
    else if (area !== null) setPositionReference({ contextElement: area, getBoundingClientRect: () => caretBox(area, letter) });
  }, [setReference, setPositionReference, field, box, letter]);
  return (
    <div ref={setFloating} style={floatingStyles} className={letter === null ? "completion wide" : "completion"}>
      {children}
    </div>
  );
}
