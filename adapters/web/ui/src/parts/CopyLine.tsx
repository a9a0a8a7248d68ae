import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";

import { useCopy } from "../lib/copy";
import { IconButton } from "./Basics";

/** A line to be typed elsewhere, with a button that copies it. */
export function CopyLine({ text, label }: { text: string; label: string }): ReactNode {
  const { copied, copyText } = useCopy();
  return (
    <div className="copy-line">
      <code tabIndex={0} role="group" aria-label={label}>{text}</code>
      <IconButton label={copied ? "Copied" : `Copy ${label}`} icon={copied ? Check : Copy} onClick={() => { copyText(text); }} />
    </div>
  );
}
