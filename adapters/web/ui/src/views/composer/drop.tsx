import { type ReactNode, type RefObject, useEffect, useEffectEvent, useState } from "react";

/** The files of a drop or a paste, without folders: a browser hands those out as files that cannot be read. */
export function filesIn(data: DataTransfer): { files: File[]; folders: number } {
  const files: File[] = [];
  let folders = 0;
  for (const item of data.items) {
    if (item.kind !== "file") continue;
    if (item.webkitGetAsEntry()?.isDirectory === true) folders += 1;
    else {
      const file = item.getAsFile();
      if (file !== null) files.push(file);
    }
  }
  return { files, folders };
}

/** Lets files be dropped anywhere on the view around `inner`; answers where on screen that is while one is held over it. */
export function useDrop(inner: RefObject<HTMLElement | null>, onDrop: (data: DataTransfer) => void): DOMRect | null {
  const [over, setOver] = useState<DOMRect | null>(null);
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    const view = inner.current?.parentElement;
    if (!view) return undefined;
    let depth = 0;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const leave = (): void => {
      depth = 0;
      setOver(null);
    };
    const on = {
      dragenter: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth += 1;
        setOver(view.getBoundingClientRect());
      },
      dragover: (event: DragEvent) => {
        if (!hasFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      dragleave: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        depth -= 1;
        if (depth <= 0) leave();
      },
      drop: (event: DragEvent) => {
        if (!hasFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        leave();
        drop(event.dataTransfer);
      },
    };
    for (const [name, listen] of Object.entries(on)) view.addEventListener(name, listen as EventListener);
    return () => {
      for (const [name, listen] of Object.entries(on)) view.removeEventListener(name, listen as EventListener);
    };
  }, [inner]);
  return over;
}

/** Over the whole view while a file is held there: what letting go does. */
export function DropHere({ over, place }: { over: DOMRect | null; place: string }): ReactNode {
  if (over === null) return null;
  const { top, left, width, height } = over;
  return <div className="drop-here" style={{ top, left, width, height }}><p>Drop to send to {place}</p></div>;
}
