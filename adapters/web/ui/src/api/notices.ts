import {
  type InfiniteData, type QueryClient, useInfiniteQuery, type UseInfiniteQueryResult, useMutation, type UseMutationResult, useQuery, useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";

import { request } from "./client";
import type { Page } from "./types";

export type InboxTab = "needs_you" | "information" | "activity";

export interface Notice {
  id: string;
  workspace_id: string;
  kind: "mention" | "direct_message" | "thread_reply" | "proposal" | "alert" | "run";
  level: "info" | "warning" | "critical";
  tab: InboxTab;
  title_text: string;
  body_text: string;
  channel_id: string | null;
  message_id: string | null;
  thread_id: string | null;
  proposal_id: string | null;
  actor: { type: "user" | "agent" | "system"; id: string | null; name: string } | null;
  count: number;
  created_at: string;
  updated_at: string;
  read_at: string | null;
  done_at: string | null;
  snoozed_until: string | null;
  acknowledged_at: string | null;
}

export type Counts = Record<InboxTab, number>;

const NONE: Counts = { needs_you: 0, information: 0, activity: 0 };
const countsKey = (workspaceId: string): readonly unknown[] => ["notification-counts", workspaceId];
const listKey = (workspaceId: string): readonly unknown[] => ["notifications", workspaceId];
const changingKey = (workspaceId: string): readonly unknown[] => ["change-notification", workspaceId];

/** How much waits in each tab of the inbox. Frames keep it. */
export function useCounts(workspaceId: string): Counts {
  return useQuery({
    queryKey: countsKey(workspaceId),
    queryFn: () => request<Counts>("GET", `/workspaces/${workspaceId}/notifications/counts`),
  }).data ?? NONE;
}

type Pages = InfiniteData<Page<Notice>>;

/** What is in one tab, newest first. */
export function useNotices(workspaceId: string, tab: InboxTab, state: "open" | "done"): UseInfiniteQueryResult<Pages> {
  return useInfiniteQuery({
    queryKey: [...listKey(workspaceId), tab, state],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const cursor = pageParam === "" ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return request<Page<Notice>>("GET", `/workspaces/${workspaceId}/notifications?tab=${tab}&state=${state}&limit=50${cursor}`);
    },
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 5_000,
  });
}

/** Takes note of a notification that came or changed, with the counts that came beside it. */
export function noteNotification(client: QueryClient, workspaceId: string, payload: Record<string, unknown>): void {
  if (payload.counts) client.setQueryData(countsKey(workspaceId), payload.counts);
  else void client.invalidateQueries({ queryKey: countsKey(workspaceId) });
  // A change that is on its way reads the list again when it is through.
  if (client.isMutating({ mutationKey: changingKey(workspaceId) }) === 0) void client.invalidateQueries({ queryKey: listKey(workspaceId) });
}

export interface NoticeChange {
  is_read?: boolean;
  is_done?: boolean;
  snoozed_until?: string | null;
  is_acknowledged?: boolean;
}

/** Changes one: it leaves its list at once where it belongs there no more, and the counts are read again. */
export function useChangeNotice(workspaceId: string): UseMutationResult<Notice, Error, { notice: Notice; change: NoticeChange }> {
  const client = useQueryClient();
  const mutationKey = changingKey(workspaceId);
  const read = async (): Promise<void> => {
    // What is read while another change is on its way does not know that one, and would undo it on the screen.
    if (client.isMutating({ mutationKey }) > 1) return;
    await Promise.all([listKey, countsKey].map((key) => client.invalidateQueries({ queryKey: key(workspaceId) })));
  };
  return useMutation({
    mutationKey,
    mutationFn: ({ notice, change }) => request<Notice>("PATCH", `/notifications/${notice.id}`, change),
    onMutate: async ({ notice, change }) => {
      await client.cancelQueries({ queryKey: listKey(workspaceId) });
      const leaves = change.is_done === true || Boolean(change.snoozed_until);
      client.setQueriesData<Pages>({ queryKey: listKey(workspaceId) }, (pages) => pages && {
        ...pages,
        pages: pages.pages.map((page) => ({
          ...page,
          items: page.items.flatMap((one) => (one.id !== notice.id ? [one] : leaves ? [] : [changed(one, change)])),
        })),
      });
    },
    onSettled: read,
  });
}

function changed(notice: Notice, change: NoticeChange): Notice {
  const now = new Date().toISOString();
  return {
    ...notice,
    ...(change.is_read === undefined ? {} : { read_at: change.is_read ? now : null }),
    ...(change.is_acknowledged === undefined ? {} : { acknowledged_at: change.is_acknowledged ? now : null }),
  };
}

/** Everything in a tab is done. */
export function useAllDone(workspaceId: string): UseMutationResult<unknown, Error, InboxTab> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tab: InboxTab) => request("POST", `/workspaces/${workspaceId}/notifications/done`, { tab }),
    onSettled: async () => {
      await Promise.all([listKey, countsKey].map((key) => client.invalidateQueries({ queryKey: key(workspaceId) })));
    },
  });
}

export interface Preferences {
  level: "all" | "mentions" | "nothing";
  email: "all" | "important" | "nothing";
  quiet_hours: { from: string; until: string; time_zone: string } | null;
}

const preferencesKey = (workspaceId: string): readonly unknown[] => ["notification-preferences", workspaceId];

export function usePreferences(workspaceId: string): UseQueryResult<Preferences> {
  return useQuery({
    queryKey: preferencesKey(workspaceId),
    queryFn: () => request<Preferences>("GET", `/workspaces/${workspaceId}/notification-preferences`),
  });
}

interface Keeping {
  keep: (wanted: Preferences, onRefused: () => void) => void;
  error: Error | null;
  isKept: boolean;
}

/** Keeps what somebody chose. */
export function useKeepPreferences(workspaceId: string): Keeping {
  const client = useQueryClient();
  const { mutate, error, isSuccess } = useMutation({
    mutationFn: (wanted: Preferences) => request("PUT", `/workspaces/${workspaceId}/notification-preferences`, wanted),
    onSuccess: (_, wanted) => { client.setQueryData(preferencesKey(workspaceId), wanted); },
  });
  return { keep: (wanted, onRefused) => { mutate(wanted, { onError: onRefused }); }, error, isKept: isSuccess };
}
