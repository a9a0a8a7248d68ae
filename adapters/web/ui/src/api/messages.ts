import { skipToken, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { useLive } from "../live/context";
import { messageKey, repliesKey } from "../live/live";
import { ApiError, request } from "./client";
import type { Message, MessageEdit, Page, Reaction, Reply } from "./types";

/** One message, where it is not among those held: above a thread, or at the end of a link. */
export function useMessage(id: string | null): UseQueryResult<Message> {
  return useQuery({
    queryKey: messageKey(id ?? ""),
    queryFn: id === null ? skipToken : () => request<Message>("GET", `/messages/${id}`),
    staleTime: Infinity,
  });
}

/** What stood in a message before each change, the latest first. */
export function useEdits(id: string): UseQueryResult<MessageEdit[]> {
  return useQuery({
    queryKey: ["edits", id],
    queryFn: async () => (await request<Page<MessageEdit>>("GET", `/messages/${id}/edits`)).items,
    staleTime: 0,
  });
}

/** The reactions once I added mine, or took it away. */
export function reacted(reactions: readonly Reaction[], emoji: string, myId: string): Reaction[] {
  const found = reactions.find((one) => one.emoji === emoji);
  if (found === undefined) return [...reactions, { emoji, user_ids_array: [myId] }];
  const isMine = found.user_ids_array.includes(myId);
  const people = isMine ? found.user_ids_array.filter((id) => id !== myId) : [...found.user_ids_array, myId];
  return reactions.map((one) => (one === found ? { ...one, user_ids_array: people } : one)).filter((one) => one.user_ids_array.length > 0);
}

/** Adds my reaction, or takes it away again: seen at once, undone where the server refuses. */
export function useReact(): (message: Message, emoji: string) => void {
  const live = useLive();
  return (message, emoji) => {
    const before = message.reactions_json_array ?? [];
    const after = reacted(before, emoji, live.myId);
    const method = after.some((one) => one.emoji === emoji && one.user_ids_array.includes(live.myId)) ? "PUT" : "DELETE";
    live.putReactions(message.channel_id, message.id, after);
    request<Message>(method, `/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`)
      .then((answer) => { live.putReactions(message.channel_id, message.id, answer.reactions_json_array ?? after); })
      .catch(() => { live.putReactions(message.channel_id, message.id, before); });
  };
}

/** Keeps a message at hand for everybody in its channel, or no longer. */
export function usePin(): UseMutationResult<Message | undefined, Error, Message> {
  const live = useLive();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Message) => request<Message | undefined>(message.is_pinned ? "DELETE" : "PUT", `/messages/${message.id}/pin`),
    onSuccess: (answer, message) => {
      live.putMessage(answer ?? { ...message, is_pinned: !message.is_pinned });
      return client.invalidateQueries({ queryKey: ["pins", message.channel_id] });
    },
  });
}

export function useEditMessage(message: Message): UseMutationResult<Message, Error, string> {
  const live = useLive();
  return useMutation({
    mutationFn: (text: string) => request<Message>("PATCH", `/messages/${message.id}`, { content_json: { text_body: text } }),
    onSuccess: (answer) => { live.putMessage(answer); },
  });
}

export function useDeleteMessage(message: Message): UseMutationResult<unknown, Error, undefined> {
  return useMutation({
    mutationFn: async () => {
      try {
        await request("DELETE", `/messages/${message.id}`);
      } catch (error) {
        // Somebody else was faster: it is gone all the same.
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }
    },
  });
}

/** Private answers that came in a channel or thread, until they are dismissed. */
export function useReplies(channelId: string, threadId: string | null): { replies: readonly Reply[]; dismiss: (id: string) => void } {
  const client = useQueryClient();
  const found = useQuery<Reply[]>({ queryKey: repliesKey(channelId), queryFn: skipToken, initialData: [], staleTime: Infinity, gcTime: Infinity });
  return {
    replies: found.data?.filter((one) => one.thread_id === threadId) ?? [],
    dismiss: (id) => { client.setQueryData<Reply[]>(repliesKey(channelId), (all) => all?.filter((one) => one.id !== id)); },
  };
}

const followKey = (id: string): readonly unknown[] => ["follow", id];

/** Whether I hear of replies to a message; null while that is not known. */
export function useFollowing(id: string): { isFollowing: boolean | null; turn: () => void } {
  const client = useQueryClient();
  const found = useQuery({
    queryKey: followKey(id),
    queryFn: async () => (await request<{ is_following: boolean }>("GET", `/messages/${id}/follow`)).is_following,
    staleTime: 0,
  });
  const { mutate } = useMutation({
    mutationFn: (wanted: boolean) => request(wanted ? "PUT" : "DELETE", `/messages/${id}/follow`),
    onMutate: (wanted) => { client.setQueryData(followKey(id), wanted); },
    onError: () => client.invalidateQueries({ queryKey: followKey(id) }),
  });
  const isFollowing = found.data ?? null;
  return { isFollowing, turn: () => { mutate(isFollowing !== true); } };
}
