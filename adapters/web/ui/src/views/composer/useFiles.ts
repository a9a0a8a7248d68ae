import { type RefObject, useSyncExternalStore } from "react";

import { useMe } from "../../api/queries";
import type { FileView } from "../../api/writing";
import { filesIn, useDrop } from "./drop";
import { largest, trayOf, type Upload } from "./uploads";

export interface Files {
  uploads: readonly Upload[];
  /** Where on screen a file is held over the view. */
  over: DOMRect | null;
  isSending: boolean;
  /** How many are stored and can go. */
  ready: number;
  add: (files: readonly File[]) => void;
  /** Takes the files out of a paste; false where it is text. */
  paste: (data: DataTransfer) => boolean;
  remove: (id: string) => void;
  retry: (id: string) => void;
  take: () => FileView[];
}

interface Place {
  draft: string;
  channelId: string;
  workspaceId: string;
  dock: RefObject<HTMLElement | null>;
  /** Tells something about files that stands nowhere else. */
  onSay: (words: string) => void;
}

/** The files that go with what is written: chosen, dropped on the view, or pasted. */
export function useFiles({ draft, channelId, workspaceId, dock, onSay }: Place): Files {
  const tray = trayOf(draft, channelId);
  const uploads = useSyncExternalStore(tray.watch, tray.all);
  const role = useMe().data?.workspaces.find((one) => one.id === workspaceId)?.role ?? "member";
  const add = (files: readonly File[]): void => { tray.add(files, largest(role)); };
  const over = useDrop(dock, (data) => {
    const { files, folders } = filesIn(data);
    add(files);
    if (folders > 0) onSay("A folder cannot be sent. Open it and choose the files in it.");
  });
  return {
    uploads,
    over,
    ready: uploads.filter((one) => one.state === "ready").length,
    isSending: uploads.some((one) => one.state === "sending"),
    add,
    // What comes from an office program is text and a picture of it: the text is meant.
    paste: (data) => {
      const { files } = filesIn(data);
      if (files.length === 0 || data.getData("text/plain") !== "") return false;
      add(files);
      return true;
    },
    remove: (id) => { tray.remove(id); },
    retry: (id) => { tray.retry(id); },
    take: () => tray.take(),
  };
}
