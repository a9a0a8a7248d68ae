import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import { useIsGuest } from "./queries";
import type { Page } from "./types";

/** A run in one of these states has not ended. */
export const GOING: ReadonlySet<string> = new Set(["pending", "running"]);

export const runningKey = (workspaceId: string): readonly unknown[] => ["running", workspaceId];

/** Whether an agent is at work, by the id of its configuration. Frames keep the state of its latest run. */
export function useRunning(workspaceId: string): (configurationId: string) => boolean {
  const isGuest = useIsGuest(workspaceId);
  const states = useQuery({
    queryKey: runningKey(workspaceId),
    enabled: !isGuest,
    queryFn: async () => {
      const { items } = await request<Page<{ agent_configuration_id: string; status: string }>>("GET", `/workspaces/${workspaceId}/agent-runs?limit=50`);
      return Object.fromEntries(items.toReversed().map((one) => [one.agent_configuration_id, one.status]));
    },
    staleTime: 300_000,
  }).data;
  return (id) => GOING.has(states?.[id] ?? "");
}
