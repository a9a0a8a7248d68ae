import { type InfiniteData, keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult, useQuery } from "@tanstack/react-query";

import { request } from "./client";
import type { Message, Page } from "./types";

export interface Found {
  message: Message;
  channel_id: string;
  channel_name: string;
  snippet_text: string;
  ranges: [number, number][];
}

function path(workspaceId: string, query: string, limit: number, cursor: string): string {
  const more = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  return `/workspaces/${workspaceId}/search?q=${encodeURIComponent(query)}&limit=${String(limit)}${more}`;
}

/** Messages that fit a query, page by page, the newest first. */
export function useSearch(workspaceId: string, query: string, pageSize = 25): UseInfiniteQueryResult<InfiniteData<Page<Found>>> {
  return useInfiniteQuery({
    queryKey: ["search", workspaceId, query, pageSize],
    enabled: query !== "",
    initialPageParam: "",
    queryFn: ({ pageParam }) => request<Page<Found>>("GET", path(workspaceId, query, pageSize, pageParam)),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** The first few messages that fit, for a list that changes while somebody types. */
export function useGlimpse(workspaceId: string, query: string, most: number): { found: readonly Found[]; isReading: boolean } {
  const answer = useQuery({
    queryKey: ["glimpse", workspaceId, query, most],
    enabled: query.length >= 2,
    queryFn: async () => (await request<Page<Found>>("GET", path(workspaceId, query, most, ""))).items,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { found: query.length >= 2 ? (answer.data ?? []) : [], isReading: answer.isFetching };
}
