import { createContext, useContext } from "react";

import type { AgentConfiguration, Channel, Message, Workspace } from "../../api/types";

/** What can be done with a message. Each says itself where it fails. */
export interface Actions {
  react: (message: Message, emoji: string) => void;
  /** Opens the thread under it. */
  thread: (message: Message) => void;
  /** Opens the thread, with an agent to be named in the first words. */
  ask: (message: Message) => void;
  edit: (message: Message | null) => void;
  pin: (message: Message) => void;
  copyLink: (message: Message) => void;
  remove: (message: Message) => void;
  markUnread: (message: Message) => void;
  showEdits: (message: Message) => void;
  showImage: (message: Message) => void;
}

export type Action = keyof Actions;

/** Where messages are shown: a channel, or the thread under one of its messages. */
export interface Place {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly threadId: string | null;
  readonly me: { readonly id: string; readonly name: string };
  readonly agents: readonly AgentConfiguration[];
  readonly nameOf: (id: string) => string;
  readonly actions: Actions;
}

export const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error("used outside of a list of messages");
  return place;
}

/** Whether a message has words of its own to change. */
export function isText(message: Message): boolean {
  return message.content_type === "text" || message.content_type === "markdown";
}

/** What I may do with a message, as the server will see it too. */
export function mayDo(message: Message, { me, workspace, threadId, channel }: Pick<Place, "me" | "workspace" | "threadId" | "channel">): Record<"edit" | "remove" | "pin" | "thread" | "markUnread" | "history", boolean> {
  const isMine = message.sender_type === "user" && message.sender_id === me.id;
  const isThere = message.deleted_at === null;
  return {
    edit: isThere && isMine && isText(message) && !isCommand(message),
    remove: isThere && (isMine || workspace.role === "owner" || workspace.role === "admin"),
    pin: isThere && workspace.role !== "guest",
    thread: threadId === null && message.thread_id === null,
    markUnread: threadId === null && channel.last_seq > 0,
    history: isThere && isEdited(message),
  };
}

/** A command that somebody gave: it is kept as it was typed. */
export function isCommand(message: Message): boolean {
  const { text_body: text = "", is_literal: isLiteral = false } = message.content_json;
  return message.sender_type === "user" && message.content_type === "text" && text.startsWith("/") && !isLiteral;
}

export function isEdited(message: Message): boolean {
  return message.updated_at !== null && message.updated_at !== message.created_at && isText(message);
}
