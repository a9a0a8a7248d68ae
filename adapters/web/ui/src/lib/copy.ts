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
