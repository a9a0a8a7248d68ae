import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { useSettled } from "../lib/media";
import { useLive } from "../live/context";
import { presenceKey } from "../live/presence";
import { request } from "./client";
import { usePeople } from "./members";
import type { Page, Presence } from "./types";

/** The names of people by their ids; one who left has none. */
export function useNames(): (id: string) => string {
  const members = usePeople(useLive().workspaceId).data;
  const names = useMemo(() => new Map(members?.map((one) => [one.user_id, one.name])), [members]);
  return useCallback((id: string) => names.get(id) ?? "Somebody who left", [names]);
}

/** So many the server tells at once, and so long a list that is being narrowed may still change. */
const MOST_ASKED = 100;
const PAUSE = 150;

async function presenceOf(workspaceId: string, ids: readonly string[]): Promise<Record<string, Presence>> {
  const found: Record<string, Presence> = Object.fromEntries(ids.map((id) => [id, "gone"]));
  for (let at = 0; at < ids.length; at += MOST_ASKED) {
    const some = ids.slice(at, at + MOST_ASKED).join(",");
    const { items } = await request<Page<{ user_id: string; status: Presence }>>("GET", `/workspaces/${workspaceId}/presence?user_ids=${some}&limit=${String(MOST_ASKED)}`);
    for (const one of items) found[one.user_id] = one.status;
  }
  return found;
}

/** Who of those that are shown is here or away; whoever is neither is gone. Frames keep it. */
export function usePresence(workspaceId: string, ids: readonly string[]): Record<string, Presence> {
  const asked = useSettled(ids.toSorted().join(","), PAUSE);
  const found = useQuery({
    queryKey: [...presenceKey(workspaceId), asked],
    queryFn: () => presenceOf(workspaceId, asked.split(",")),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return found.data ?? NOBODY;
}

const NOBODY: Record<string, Presence> = {};
