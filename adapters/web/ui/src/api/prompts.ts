import { type InfiniteData, type QueryClient, useInfiniteQuery, type UseInfiniteQueryResult, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { request } from "./client";
import { everyPage } from "./queries";
import type { Page } from "./types";

export type VariableType = "text" | "number" | "date" | "json_object";

export interface Variable {
  name: string;
  type: VariableType;
  description_text: string | null;
  is_required: boolean;
  default_value: unknown;
}

export interface Prompt {
  id: string;
  library_id: string;
  name: string;
  prompt_text: string;
  variables_schema_json_array: Variable[];
  tags_array: string[];
  created_by_user_id: string | null;
  created_at: string;
  updated_at: string;
  version: number;
}

export interface PromptVersion {
  version: number;
  prompt_text: string;
  variables_schema_json_array: Variable[];
  created_by_user_id: string | null;
  created_at: string;
}

export interface Library {
  id: string;
  name: string;
  description_text: string | null;
}

export type PromptFields = Pick<Prompt, "library_id" | "name" | "prompt_text" | "variables_schema_json_array" | "tags_array">;

export interface PromptFilter {
  q: string;
  libraryId: string;
}

const promptsKey = (workspaceId: string): readonly unknown[] => ["prompts", workspaceId];
const promptKey = (id: string): readonly unknown[] => ["prompt", id];
const librariesKey = (workspaceId: string): readonly unknown[] => ["libraries", workspaceId];

/** The prompts that fit, page by page. */
export function usePrompts(workspaceId: string, { q, libraryId }: PromptFilter): UseInfiniteQueryResult<InfiniteData<Page<Prompt>>> {
  return useInfiniteQuery({
    queryKey: [...promptsKey(workspaceId), q, libraryId],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const params = new URLSearchParams({ limit: "50", ...(q === "" ? {} : { q }), ...(libraryId === "" ? {} : { library_id: libraryId }), ...(pageParam === "" ? {} : { cursor: pageParam }) });
      return request<Page<Prompt>>("GET", `/workspaces/${workspaceId}/prompts?${params.toString()}`);
    },
    getNextPageParam: (page) => page.next_cursor,
    // While a word is typed the list stays, and is replaced once the next one is here.
    placeholderData: (before) => before,
  });
}

export function useLibraries(workspaceId: string): UseQueryResult<Library[]> {
  return useQuery({ queryKey: librariesKey(workspaceId), queryFn: () => everyPage<Library>(`/workspaces/${workspaceId}/prompt-libraries`) });
}

export function usePrompt(id: string | null): UseQueryResult<Prompt> {
  return useQuery({ queryKey: promptKey(id ?? ""), enabled: id !== null, queryFn: () => request<Prompt>("GET", `/prompts/${id ?? ""}`) });
}

/** What it said before and says now, the newest first. */
export function useVersions(id: string): UseQueryResult<PromptVersion[]> {
  return useQuery({ queryKey: [...promptKey(id), "versions"], queryFn: async () => (await request<Page<PromptVersion>>("GET", `/prompts/${id}/versions?limit=50`)).items });
}

function keep(client: QueryClient, workspaceId: string, one: Prompt): void {
  client.setQueryData(promptKey(one.id), one);
  void client.invalidateQueries({ queryKey: [...promptKey(one.id), "versions"] });
  void client.invalidateQueries({ queryKey: promptsKey(workspaceId) });
}

/** Makes a prompt, or changes the one with that id: another text or other variables are a new version. */
export function useSavePrompt(workspaceId: string, id: string | null): UseMutationResult<Prompt, Error, PromptFields> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields) => (id === null ? request<Prompt>("POST", `/workspaces/${workspaceId}/prompts`, fields) : request<Prompt>("PATCH", `/prompts/${id}`, fields)),
    onSuccess: (one) => { keep(client, workspaceId, one); },
  });
}

export function useRestore(workspaceId: string, id: string): UseMutationResult<Prompt, Error, number> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version) => request<Prompt>("POST", `/prompts/${id}/restore`, { version }),
    onSuccess: (one) => { keep(client, workspaceId, one); },
  });
}

export function useDeletePrompt(workspaceId: string, id: string): UseMutationResult<unknown, Error, undefined> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request("DELETE", `/prompts/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: promptsKey(workspaceId) }),
  });
}

/** The saved text with values in its places. */
export function useRender(id: string): UseMutationResult<{ version: number; text: string }, Error, Record<string, unknown>> {
  return useMutation({ mutationFn: (variables) => request<{ version: number; text: string }>("POST", `/prompts/${id}/render`, { variables }) });
}

export function useMakeLibrary(workspaceId: string): UseMutationResult<Library, Error, Pick<Library, "name" | "description_text">> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields) => request<Library>("POST", `/workspaces/${workspaceId}/prompt-libraries`, fields),
    onSuccess: (one) => { client.setQueryData<Library[]>(librariesKey(workspaceId), (all) => [...(all ?? []), one]); },
  });
}
