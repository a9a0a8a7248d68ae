import { useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import type { Definition, Trigger } from "./agents";
import { request } from "./client";
import { agentsKey } from "./queries";

/** What somebody writes down of an agent that needs no code. */
export interface OwnAgent {
  name: string;
  description_text: string;
  instructions_text: string;
  tools_array: string[];
  triggers_config_json_array: Trigger[];
  /** As `provider:model`; empty is the workspace's. */
  model: string;
}

const ownKey = (workspaceId: string, id: string): readonly unknown[] => ["own-agent", workspaceId, id];
const path = (workspaceId: string): string => `/workspaces/${workspaceId}/agent-definitions`;

/** One of them; nothing where there is none yet. */
export function useOwnAgent(workspaceId: string, id: string | null): UseQueryResult<Definition> {
  return useQuery({ queryKey: ownKey(workspaceId, id ?? "new"), queryFn: () => request<Definition>("GET", `${path(workspaceId)}/${id ?? ""}`), enabled: id !== null });
}

/** Makes one, or a further version over the one that was read. */
export function useSaveOwnAgent(workspaceId: string, known: Definition | null): UseMutationResult<Definition, Error, OwnAgent> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) =>
      known === null
        ? request<Definition>("POST", path(workspaceId), wanted)
        : request<Definition>("PUT", `${path(workspaceId)}/${known.id}`, { ...wanted, version: known.version }),
    onSuccess: (one) => {
      client.setQueryData(ownKey(workspaceId, one.id), one);
      void client.invalidateQueries({ queryKey: ["agent-definitions"] });
      void client.invalidateQueries({ queryKey: agentsKey(workspaceId) });
    },
  });
}

/** Takes it out of service with all that was set up of it. */
export function useArchiveOwnAgent(workspaceId: string, id: string): UseMutationResult<unknown, Error, undefined> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request("DELETE", `${path(workspaceId)}/${id}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["agent-definitions"] });
      void client.invalidateQueries({ queryKey: agentsKey(workspaceId) });
    },
  });
}
