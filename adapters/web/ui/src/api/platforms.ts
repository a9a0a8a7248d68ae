import {
  type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult,
} from "@tanstack/react-query";

import { request } from "./client";
import { everyPage } from "./queries";
import type { Page } from "./types";

export interface Platform {
  platform: string;
  is_on: boolean;
  turned_on_by: string;
  is_connected: boolean;
  is_installable: boolean;
  accounts: string[];
}

export interface ChannelLink {
  id: string;
  channel_id: string;
  platform: string;
  external_channel_id: string;
  status: "active" | "broken";
  error_text: string | null;
}

export interface Identity {
  id: string;
  platform: string;
  external_user_id: string;
  name: string;
  linked_at: string | null;
}

export interface LinkCode {
  code: string;
  expires_at: string;
}

export type DeliveryState = "pending" | "sent" | "failed" | "dead" | "skipped";

export interface MessageDelivery {
  id: string;
  channel_id: string;
  message_id: string;
  platform: string | null;
  kind: string;
  state: DeliveryState;
  attempts: number;
  repeats: number;
  error_text: string | null;
  changes_json: string[] | null;
  created_at: string;
  updated_at: string;
}

const platformsKey = (workspaceId: string): readonly unknown[] => ["platforms", workspaceId];
const linksKey = (channelId: string): readonly unknown[] => ["links", channelId];
const deliveriesKey = (workspaceId: string): readonly unknown[] => ["message-deliveries", workspaceId];
const IDENTITIES = ["identities"];

/** The chat platforms, and how each stands for the workspace. */
export function usePlatforms(workspaceId: string): UseQueryResult<Platform[]> {
  return useQuery({ queryKey: platformsKey(workspaceId), queryFn: () => everyPage<Platform>(`/workspaces/${workspaceId}/platforms`) });
}

/** Attaches the installation's app to the workspace. */
export function useConnectPlatform(workspaceId: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (provider) => request("POST", `/workspaces/${workspaceId}/connections`, { provider }),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: platformsKey(workspaceId) }); },
  });
}

/** Where the app is installed into an account of the platform. */
export function useInstall(workspaceId: string): UseMutationResult<{ install_url: string }, Error, string> {
  return useMutation({ mutationFn: (platform) => request<{ install_url: string }>("POST", `/workspaces/${workspaceId}/platforms/${platform}/installs`) });
}

/** The places that a channel is mirrored to. */
export function useLinks(channelId: string): UseQueryResult<ChannelLink[]> {
  return useQuery({ queryKey: linksKey(channelId), queryFn: () => everyPage<ChannelLink>(`/channels/${channelId}/links`), staleTime: 10_000 });
}

/** Mirrors the channel to a place, or mends what was broken. */
export function useLink(channelId: string): UseMutationResult<unknown, Error, { platform: string; external_channel_id: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => request("POST", `/channels/${channelId}/links`, wanted),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: linksKey(channelId) }); },
  });
}

export function useUnlink(channelId: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (linkId) => request("DELETE", `/links/${linkId}`),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: linksKey(channelId) }); },
  });
}

/** One's accounts on platforms. */
export function useIdentities(): UseQueryResult<Identity[]> {
  return useQuery({ queryKey: IDENTITIES, queryFn: () => everyPage<Identity>("/me/identities"), staleTime: 0, refetchOnWindowFocus: true });
}

/** A code with which an account becomes one's own. */
export function useLinkCode(): UseMutationResult<LinkCode, Error, undefined> {
  return useMutation({ mutationFn: () => request<LinkCode>("POST", "/me/link-codes") });
}

export function useUnlinkIdentity(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (identityId) => request("DELETE", `/me/identities/${identityId}`),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: IDENTITIES }); },
  });
}

/** What goes, went or did not go to platforms, newest first. */
export function useMessageDeliveries(workspaceId: string, state: DeliveryState | "all"): UseInfiniteQueryResult<InfiniteData<Page<MessageDelivery>>> {
  return useInfiniteQuery({
    queryKey: [...deliveriesKey(workspaceId), state],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ limit: "50", ...(state === "all" ? {} : { state }), ...(pageParam === "" ? {} : { cursor: pageParam }) });
      return request<Page<MessageDelivery>>("GET", `/workspaces/${workspaceId}/message-deliveries?${asked.toString()}`);
    },
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 5_000,
  });
}

/** Tries one again that failed. */
export function useRetryDelivery(workspaceId: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => request("POST", `/message-deliveries/${id}/retry`),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: deliveriesKey(workspaceId) }); },
  });
}
