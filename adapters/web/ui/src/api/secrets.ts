import { useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { request } from "./client";
import { everyPage } from "./queries";

/** That there is a secret of that name; what it is nobody is told. */
export interface Secret {
  name: string;
  created_at: string;
  updated_at: string;
  used_by_array: readonly string[];
}

const secretsKey = (workspaceId: string): readonly unknown[] => ["secrets", workspaceId];

export function useSecrets(workspaceId: string, isWanted: boolean): UseQueryResult<Secret[]> {
  return useQuery({ queryKey: secretsKey(workspaceId), queryFn: () => everyPage<Secret>(`/workspaces/${workspaceId}/secrets`), enabled: isWanted });
}

/** Puts a secret down under its name, over what was there. */
export function usePutSecret(workspaceId: string): UseMutationResult<Secret, Error, { name: string; value: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }) => request<Secret>("PUT", `/workspaces/${workspaceId}/secrets/${encodeURIComponent(name)}`, { value }),
    // What was typed is not kept in memory longer than it is sent.
    gcTime: 0,
    onSuccess: () => { void client.invalidateQueries({ queryKey: secretsKey(workspaceId) }); },
  });
}

export function useForgetSecret(workspaceId: string): UseMutationResult<undefined, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name) => request<undefined>("DELETE", `/workspaces/${workspaceId}/secrets/${encodeURIComponent(name)}`),
    onSuccess: () => { void client.invalidateQueries({ queryKey: secretsKey(workspaceId) }); },
  });
}
