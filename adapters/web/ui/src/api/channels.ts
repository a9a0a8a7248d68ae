import { useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { useLive } from "../live/context";
import { request } from "./client";
import { everyPage } from "./queries";
import type { Channel, ChannelType, Member, Message } from "./types";

export interface NewChannel {
  name?: string;
  type: ChannelType;
  description_text?: string | null;
  member_user_ids_array?: string[];
}

/** Makes a channel. A direct one that is there already is answered as it is. */
export function useCreateChannel(): UseMutationResult<Channel, Error, NewChannel> {
  const live = useLive();
  return useMutation({
    mutationFn: (wanted: NewChannel) => request<Channel>("POST", `/workspaces/${live.workspaceId}/channels`, wanted),
    onSuccess: (channel) => { live.put(channel); },
  });
}

export function useChangeChannel(channelId: string): UseMutationResult<Channel, Error, { name?: string; description_text?: string | null }> {
  const live = useLive();
  return useMutation({
    mutationFn: (change) => request<Channel>("PATCH", `/channels/${channelId}`, change),
    onSuccess: (channel) => { live.put(channel); },
  });
}

const membersKey = (channelId: string): readonly unknown[] => ["channel-members", channelId];

export function useChannelMembers(channelId: string): UseQueryResult<Member[]> {
  return useQuery({ queryKey: membersKey(channelId), queryFn: () => everyPage<Member>(`/channels/${channelId}/members`) });
}

/** Adds somebody to a channel, or takes them out; oneself: joins or leaves. */
export function useMembership(channelId: string, how: "add" | "remove"): UseMutationResult<unknown, Error, string> {
  const live = useLive();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => how === "add"
      ? request("POST", `/channels/${channelId}/members`, { user_id: userId })
      : request("DELETE", `/channels/${channelId}/members/${userId}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: membersKey(channelId) });
      await live.refresh(channelId);
    },
  });
}

const pinsKey = (channelId: string): readonly unknown[] => ["pins", channelId];

export function usePins(channelId: string): UseQueryResult<Message[]> {
  return useQuery({ queryKey: pinsKey(channelId), queryFn: () => everyPage<Message>(`/channels/${channelId}/pins`), staleTime: 0 });
}

export type Level = "default" | "all" | "mentions" | "nothing";

export interface ChannelNotifications {
  level: Level;
  is_muted: boolean;
}

const notificationsKey = (channelId: string): readonly unknown[] => ["channel-notifications", channelId];

export function useChannelNotifications(channelId: string): UseQueryResult<ChannelNotifications> {
  return useQuery({
    queryKey: notificationsKey(channelId),
    queryFn: () => request<ChannelNotifications>("GET", `/channels/${channelId}/notification-preferences`),
  });
}

export function useNotifyAs(channelId: string): UseMutationResult<unknown, Error, ChannelNotifications> {
  const live = useLive();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => request("PUT", `/channels/${channelId}/notification-preferences`, wanted),
    onSuccess: async (_, wanted) => {
      client.setQueryData(notificationsKey(channelId), wanted);
      await live.refresh(channelId);
    },
  });
}

/** Mutes a channel, or lets it be heard again; how much one hears of it otherwise stays as it is. */
export function useMuting(channelId: string): UseMutationResult<unknown, Error, boolean> {
  const live = useLive();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (isMuted: boolean) => {
      const path = `/channels/${channelId}/notification-preferences`;
      const { level } = await request<ChannelNotifications>("GET", path);
      await request("PUT", path, { level, is_muted: isMuted });
      client.removeQueries({ queryKey: notificationsKey(channelId) });
      await live.refresh(channelId);
    },
  });
}
