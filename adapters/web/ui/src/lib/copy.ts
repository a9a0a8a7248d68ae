import { useEffect, useState } from "react";

/** Puts text on the clipboard. Over plain HTTP a browser has no clipboard for pages: a selection is copied there. */
export async function copy(text: string): Promise<void> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    await clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  // The old way is the only one there is without a clipboard.
  const copied = (document as { execCommand: (command: string) => boolean }).execCommand("copy");
  area.remove();
  if (!copied) throw new Error("not copied");
}

/** Copies a text and says so for two seconds. */
export function useCopy(): { copied: boolean; copyText: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => { setCopied(false); }, 2_000);
    return () => { clearTimeout(timer); };
  }, [copied]);
  return { copied, copyText: (text) => { copy(text).then(() => { setCopied(true); }, () => undefined); } };
}
