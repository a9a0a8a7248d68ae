import { QueryClient, skipToken, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";

import { chooseTheme, type Theme } from "../lib/theme";
import { useLive } from "../live/context";
import type { History } from "../live/history";
import { channelsKey, historyKey, pendingKey } from "../live/live";
import { forgetAll, keepOwner, keptPending, type Pending } from "../live/pending";
import { isPassing, isSignedOut, request } from "./client";
import type { AgentConfiguration, Channel, Me, Page, Workspace } from "./types";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: (tries, error) => isPassing(error) && tries < 3, staleTime: 60_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

const ENDED = ["ended"];
const THREAD_KEPT = 5 * 60_000;

/** Who is signed in; null for nobody. */
export function useMe(): UseQueryResult<Me | null> {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["me"],
    queryFn: async () => {
      try {
        return await request<Me>("GET", "/me");
      } catch (error) {
        if (!isSignedOut(error)) throw error;
        if (client.getQueryData(["me"])) client.setQueryData(ENDED, true);
        return null;
      }
    },
  });
}

/** Whether somebody was signed in here, and is no longer without having left. */
export function useEnded(): boolean {
  return useQuery<boolean>({ queryKey: ENDED, queryFn: skipToken, initialData: false, staleTime: Infinity }).data === true;
}

/** Everything of a list that comes in pages. */
export async function everyPage<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: Page<Item> = await request("GET", `${path}?limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
}

export function useChannels(workspaceId: string): UseQueryResult<Channel[]> {
  return useQuery({
    queryKey: channelsKey(workspaceId),
    queryFn: () => everyPage<Channel>(`/workspaces/${workspaceId}/channels`),
  });
}

/** Whether one is a guest there: agents, runs and pages are then not read at all, for the server refuses them. */
export function useIsGuest(workspaceId: string): boolean {
  return useMe().data?.workspaces.find((one) => one.id === workspaceId)?.role === "guest";
}

export const agentsKey = (workspaceId: string): readonly unknown[] => ["agents", workspaceId];

export function useAgents(workspaceId: string): UseQueryResult<AgentConfiguration[]> {
  const isGuest = useIsGuest(workspaceId);
  return useQuery({
    queryKey: agentsKey(workspaceId),
    enabled: !isGuest,
    queryFn: () => everyPage<AgentConfiguration>(`/workspaces/${workspaceId}/agent-configurations`),
  });
}

/**
 * The messages held of a channel, or the replies to one of them. Frames change it in place; it is never read again as
 * a whole. `at`: the message to open it at, where nothing is held yet.
 */
export function useHistory(channelId: string, threadId: string | null = null, at: string | null = null): UseQueryResult<History> {
  const live = useLive();
  return useQuery({
    queryKey: historyKey(channelId, threadId),
    queryFn: () => live.reader.open(channelId, threadId, at),
    staleTime: Infinity,
    // A channel is there at once when it is opened again; threads are many, and each is short.
    gcTime: threadId === null ? Infinity : THREAD_KEPT,
    structuralSharing: false,
  });
}

/** What was written here and is not confirmed, in the threads of the channel too. */
export function usePending(channelId: string): readonly Pending[] {
  const found = useQuery<readonly Pending[]>({
    queryKey: pendingKey(channelId),
    queryFn: () => keptPending(channelId),
    initialData: () => keptPending(channelId),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return found.data ?? [];
}

/** Keeps a preference of whoever is signed in. Where it cannot be stored it holds until the page is left. */
export function usePrefer(): (name: string, value: unknown) => void {
  const client = useQueryClient();
  return (name, value) => {
    const me = client.getQueryData<Me | null>(["me"]);
    if (!me) return;
    const info = me.user.profile_info ?? {};
    const profile_info = { ...info, user_preferences_json: { ...info.user_preferences_json, [name]: value } };
    client.setQueryData<Me>(["me"], { ...me, user: { ...me.user, profile_info } });
    request("PATCH", "/me", { profile_info }).catch(() => undefined);
  };
}

/** Chooses the theme in this browser, and for somebody signed in as their preference. */
export function useChooseTheme(): (theme: Theme) => void {
  const prefer = usePrefer();
  return (theme) => {
    chooseTheme(theme);
    prefer("theme", theme);
  };
}

interface Credentials {
  email: string;
  password: string;
  name?: string;
}

/** Signs in, or makes an account with its first workspace. */
export function useEnter(how: "login" | "register"): UseMutationResult<unknown, Error, Credentials> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => request("POST", `/auth/${how}`, credentials),
    onSuccess: async () => {
      const me = await request<Me>("GET", "/me");
      if (keepOwner(me.user.id)) client.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" });
      client.setQueryData(ENDED, false);
      client.setQueryData(["me"], me);
    },
  });
}

/** Signs out and forgets everything that was read or written here. */
export function useLeave(): UseMutationResult<unknown, Error, undefined> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request("POST", "/auth/logout"),
    onSuccess: () => {
      forgetAll();
      client.setQueryData(["me"], null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" });
    },
  });
}

/** Makes a workspace, which whoever made it owns. */
export function useMakeWorkspace(): UseMutationResult<Workspace, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => {
      const made = await request<Workspace>("POST", "/workspaces", { name });
      client.setQueryData(["me"], await request<Me>("GET", "/me"));
      return made;
    },
  });
}
