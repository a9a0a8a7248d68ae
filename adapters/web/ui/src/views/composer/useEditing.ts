import type { RefObject } from "react";

import { type } from "../../lib/caret";
import { type Change, type Mark, marked } from "../../lib/marks";

interface Editing {
  change: (change: Change) => void;
  /** Puts something in the place of what is selected. */
  put: (insert: string) => void;
  mark: (mark: Mark) => void;
  /** Begins a mention. */
  mention: () => void;
}

/** What buttons and lists do to the text; undo takes each of it back. */
export function useEditing(field: RefObject<HTMLTextAreaElement | null>): Editing {
  const change = (next: Change): void => {
    if (field.current !== null) type(field.current, next);
  };
  const put = (insert: string): void => {
    if (field.current === null) return;
    const { selectionStart: from, selectionEnd: to } = field.current;
    change({ from, to, insert, select: [from + insert.length, from + insert.length] });
  };
  return {
    change,
    put,
    mark: (mark) => {
      const area = field.current;
      if (area !== null) change(marked(area.value, area.selectionStart, area.selectionEnd, mark));
    },
    mention: () => {
      const before = field.current?.value.slice(0, field.current.selectionStart) ?? "";
      put(/\S$/u.test(before) ? " @" : "@");
    },
  };
}
