import { Bold, Code, Italic, Link2, List, type LucideIcon, Quote, Strikethrough } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";

import type { Mark } from "../../lib/marks";
import { IconButton } from "../../parts/Basics";

const isApple = (): boolean => /Mac|iPhone|iPad/u.test(navigator.userAgent);

interface Tool {
  mark: Mark;
  name: string;
  icon: LucideIcon;
  /** With Ctrl, or the command key. */
  key?: string;
  shift?: boolean;
}

const TOOLS: readonly Tool[] = [
  { mark: "bold", name: "Bold", icon: Bold, key: "b" },
  { mark: "italic", name: "Italic", icon: Italic, key: "i" },
  { mark: "strike", name: "Strikethrough", icon: Strikethrough, key: "x", shift: true },
  { mark: "code", name: "Code", icon: Code, key: "e" },
  { mark: "link", name: "Link", icon: Link2 },
  { mark: "list", name: "List", icon: List },
  { mark: "quote", name: "Quote", icon: Quote },
];

/** The mark that a key stands for: Ctrl or Cmd with B, I, E, and with Shift X. */
export function markOf(event: KeyboardEvent): Mark | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const pressed = event.key.toLowerCase();
  return TOOLS.find((tool) => tool.key === pressed && (tool.shift ?? false) === event.shiftKey)?.mark ?? null;
}

function label({ name, key, shift }: Tool): string {
  if (key === undefined) return name;
  const letter = key.toUpperCase();
  return isApple() ? `${name} (${shift ? "⇧" : ""}⌘${letter})` : `${name} (Ctrl+${shift ? "Shift+" : ""}${letter})`;
}

/** The row of marks. One of them is in the order of Tab; arrows go to the others. */
export function Formatting({ onMark, field }: { onMark: (mark: Mark) => void; field: string }): ReactNode {
  const [first, setFirst] = useState(0);
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? TOOLS.length - 1 : step === undefined ? null : (first + step + TOOLS.length) % TOOLS.length;
    if (to === null) return;
    event.preventDefault();
    setFirst(to);
    event.currentTarget.querySelectorAll("button")[to]?.focus();
  };
  return (
    <div className="formatting" role="toolbar" aria-label="Formatting" aria-controls={field} onKeyDown={press}>
      {TOOLS.map((tool, at) => (
        <IconButton key={tool.mark} label={label(tool)} icon={tool.icon} tabIndex={at === first ? 0 : -1}
          onFocus={() => { setFirst(at); }} onMouseDown={(event) => { event.preventDefault(); }} onClick={() => { onMark(tool.mark); }} />
      ))}
    </div>
  );
}
