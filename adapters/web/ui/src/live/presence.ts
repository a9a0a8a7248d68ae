import type { QueryClient } from "@tanstack/react-query";

import type { Presence } from "../api/types";

export const presenceKey = (workspaceId: string): readonly unknown[] => ["presence", workspaceId];

/** Keep what is told of somebody, where it was asked. An answer on its way may be older: it is asked for again. */
export function presenceTold(client: QueryClient, workspaceId: string, userId: string, status: Presence): void {
  const queryKey = presenceKey(workspaceId);
  client.setQueriesData<Record<string, Presence>>({ queryKey }, (all) => all && (userId in all ? { ...all, [userId]: status } : all));
  for (const one of client.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" })) {
    // A first answer has to be called off: to ask again would wait for it.
    void client.cancelQueries({ queryKey: one.queryKey, exact: true }).then(() => client.refetchQueries({ queryKey: one.queryKey, exact: true }));
  }
}
