import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { useLive } from "../live/context";
import { presenceKey } from "../live/live";
import { request } from "./client";
import { usePeople } from "./members";
import type { Page, Presence } from "./types";

/** The names of people by their ids; one who left has none. */
export function useNames(): (id: string) => string {
  const members = usePeople(useLive().workspaceId).data;
  const names = useMemo(() => new Map(members?.map((one) => [one.user_id, one.name])), [members]);
  return useCallback((id: string) => names.get(id) ?? "Somebody who left", [names]);
}

/** Who is here or away; whoever is neither is gone. Frames keep it. */
export function usePresence(workspaceId: string): Record<string, Presence> {
  const found = useQuery({
    queryKey: presenceKey(workspaceId),
    queryFn: async () => {
      const { items } = await request<Page<{ user_id: string; status: Presence }>>("GET", `/workspaces/${workspaceId}/presence`);
      return Object.fromEntries(items.map((one) => [one.user_id, one.status]));
    },
    staleTime: Infinity,
  });
  return found.data ?? NOBODY;
}

const NOBODY: Record<string, Presence> = {};
