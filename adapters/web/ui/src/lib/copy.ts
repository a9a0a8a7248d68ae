import { useEffect, useState } from "react";

/** Copies a text and says so for two seconds. A browser hands out the clipboard over HTTPS and on this machine only. */
export function useCopy(): { copied: boolean; copy: ((text: string) => void) | null } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => { setCopied(false); }, 2_000);
    return () => { clearTimeout(timer); };
  }, [copied]);
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  return { copied, copy: clipboard ? (text) => { clipboard.writeText(text).then(() => { setCopied(true); }, () => undefined); } : null };
}
