import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";

import { usePin, useReact } from "../../api/messages";
import type { Channel, Message } from "../../api/types";
import { copy } from "../../lib/copy";
import { toast } from "../../lib/toast";
import { draftKey, draftOf, keepDraft } from "../../live/pending";
import type { Actions } from "../message/context";

/** What lies over the page for one message. */
export interface Over {
  readonly kind: "delete" | "edits" | "image";
  readonly message: Message;
}

interface Wanted {
  workspaceId: string;
  channel: Channel;
  markUnread: (seq: number) => void;
  /** Goes on at a message, once what was done with it is over. */
  focus: (id: string) => void;
}

interface Acting {
  actions: Actions;
  editing: string | null;
  over: Over | null;
  close: () => void;
}

/** The address of a message, for whoever may read its channel. */
export function linkTo(workspaceId: string, message: Message): string {
  const thread = message.thread_id === null ? "" : `thread=${message.thread_id}&`;
  return `${location.origin}/w/${workspaceId}/c/${message.channel_id}?${thread}m=${message.id}`;
}

/** What can be done with the messages of a list, and what is being done. */
export function useActions({ workspaceId, channel, markUnread, focus }: Wanted): Acting {
  const [editing, setEditing] = useState<string | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const [, setParams] = useSearchParams();
  const react = useReact();
  const { mutate: turnPin } = usePin();

  const openThread = (message: Message): void => {
    setParams((params) => {
      params.delete("m");
      params.delete("panel");
      params.set("thread", message.id);
      return params;
    });
  };
  const now: Actions = {
    react: (message, emoji) => {
      react(message, emoji);
      focus(message.id);
    },
    thread: openThread,
    ask: (message) => {
      const key = draftKey(channel.id, message.id);
      if (draftOf(key).trim() === "") keepDraft(key, "@");
      openThread(message);
    },
    edit: (message) => {
      if (message === null && editing !== null) focus(editing);
      setEditing(message?.id ?? null);
    },
    pin: (message) => {
      turnPin(message, {
        onSuccess: () => { toast(message.is_pinned ? "Unpinned" : "Pinned to this channel"); },
        onError: () => { toast("This could not be changed. Try again in a moment."); },
      });
    },
    copyLink: (message) => {
      copy(linkTo(workspaceId, message)).then(() => { toast("Link copied"); }, () => { toast("The browser did not allow copying."); });
    },
    remove: (message) => { setOver({ kind: "delete", message }); },
    markUnread: (message) => { markUnread(message.seq); },
    showEdits: (message) => { setOver({ kind: "edits", message }); },
    showImage: (message) => { setOver({ kind: "image", message }); },
  };
  const actions = useStable(now);
  const close = (): void => {
    if (over !== null) focus(over.message.id);
    setOver(null);
  };
  return { actions, editing, over, close };
}

/** The same object for good, which does what the newest would: rows are not drawn again for it. */
function useStable(now: Actions): Actions {
  const latest = useRef(now);
  useLayoutEffect(() => { latest.current = now; });
  return useMemo<Actions>(() => ({
    react: (message, emoji) => { latest.current.react(message, emoji); },
    thread: (message) => { latest.current.thread(message); },
    ask: (message) => { latest.current.ask(message); },
    edit: (message) => { latest.current.edit(message); },
    pin: (message) => { latest.current.pin(message); },
    copyLink: (message) => { latest.current.copyLink(message); },
    remove: (message) => { latest.current.remove(message); },
    markUnread: (message) => { latest.current.markUnread(message); },
    showEdits: (message) => { latest.current.showEdits(message); },
    showImage: (message) => { latest.current.showImage(message); },
  }), []);
}
