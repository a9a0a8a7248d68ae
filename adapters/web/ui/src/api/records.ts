import { type QueryClient, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { request } from "./client";
import { everyPage } from "./queries";

/** Brands and creators: whom and what the workspace works for. */

export type Kind = "brands" | "creators";

export interface Thing {
  id: string;
  name: string;
  status: string;
  updated_at: string;
  [field: string]: unknown;
}

const listKey = (workspaceId: string, kind: Kind): readonly unknown[] => [kind, workspaceId];
const oneKey = (kind: Kind, id: string): readonly unknown[] => [kind, "one", id];

export function useThings(workspaceId: string, kind: Kind): UseQueryResult<Thing[]> {
  return useQuery({ queryKey: listKey(workspaceId, kind), queryFn: () => everyPage<Thing>(`/workspaces/${workspaceId}/${kind}`) });
}

export function useThing(kind: Kind, id: string | null): UseQueryResult<Thing> {
  return useQuery({ queryKey: oneKey(kind, id ?? ""), enabled: id !== null, queryFn: () => request<Thing>("GET", `/${kind}/${id ?? ""}`) });
}

function keep(client: QueryClient, workspaceId: string, kind: Kind, one: Thing): void {
  client.setQueryData(oneKey(kind, one.id), one);
  void client.invalidateQueries({ queryKey: listKey(workspaceId, kind) });
}

/** Makes one, or changes the one with that id. */
export function useSaveThing(workspaceId: string, kind: Kind, id: string | null): UseMutationResult<Thing, Error, Record<string, unknown>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields) => (id === null ? request<Thing>("POST", `/workspaces/${workspaceId}/${kind}`, fields) : request<Thing>("PATCH", `/${kind}/${id}`, fields)),
    onSuccess: (one) => { keep(client, workspaceId, kind, one); },
  });
}

export function useArchiveThing(workspaceId: string, kind: Kind, id: string): UseMutationResult<unknown, Error, undefined> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request("DELETE", `/${kind}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey(workspaceId, kind) }),
  });
}
