import { type QueryClient, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { ifMatch, request } from "./client";
import { agentsKey, everyPage } from "./queries";
import type { AgentConfiguration } from "./types";

export type DataType = "json" | "string" | "number" | "boolean" | "url" | "markdown" | "event";

export interface Input {
  key_name: string;
  data_type: DataType;
  is_required?: boolean;
  /** What starts a run brings it along; a configuration need not name it. */
  comes_with_event?: boolean;
  /** It names a secret of the workspace; the settings alone say which. */
  is_secret?: boolean;
  description_text?: string;
  default_value?: unknown;
  accepted_values_list?: unknown[];
  example_value?: unknown;
}

export interface Output {
  key_name: string;
  data_type: DataType;
  description_text?: string;
  target_event_type?: string;
}

export interface Trigger {
  key: string;
  type: "schedule" | "webhook" | "event_stream" | "manual";
  description_text?: string;
  default_config_json?: Record<string, unknown>;
  is_user_overridable?: boolean;
  is_enabled_by_default?: boolean;
}

export interface Model {
  purpose: string;
  provider?: string;
  model_name?: string;
  max_tokens?: number;
}

/** What an agent is, before a workspace has set it up. */
export interface Definition {
  id: string;
  name: string;
  version: string;
  definition_status: string;
  is_preview: boolean;
  /** The workspace has made it itself, without code. */
  isOwn?: boolean;
  /** Words about the agent, each under its own name. */
  prm_details_json: Record<string, unknown>;
  triggers_config_json_array: Trigger[];
  inputs_schema_json_array: Input[];
  outputs_config_json_array: Output[];
  stack_details_json: { llm_models_used_array?: Model[]; [name: string]: unknown };
  memory_config_json: { required?: boolean; type?: string; default_namespace_template?: string | null; description_text?: string | null };
  category_tags_array: string[];
  underlying_platform_services_required_array: string[];
}

/** An agent as the workspace has set it up, with all that can be changed of it. */
export interface Configuration extends AgentConfiguration {
  workspace_id: string;
  description_text: string | null;
  yaml_config_text: string;
  row_version: number;
}

export interface NewConfiguration {
  agent_definition_id: string;
  name: string;
  description_text: string | null;
  yaml_config_text: string;
}

export type Change = Partial<Pick<Configuration, "name" | "description_text" | "yaml_config_text">> & { status?: "active" | "inactive" };

const configurationKey = (id: string): readonly unknown[] => ["agent", id];

/** The agents there are, and those that the workspace has made itself. */
export function useDefinitions(workspaceId: string): UseQueryResult<Definition[]> {
  return useQuery({
    queryKey: ["agent-definitions", workspaceId],
    queryFn: async () => {
      const [all, own] = await Promise.all([everyPage<Definition>("/agent-definitions"), everyPage<Definition>(`/workspaces/${workspaceId}/agent-definitions`)]);
      return [...all, ...own.map((one) => ({ ...one, isOwn: true }))];
    },
    staleTime: 300_000,
  });
}

export function useConfiguration(id: string): UseQueryResult<Configuration> {
  return useQuery({ queryKey: configurationKey(id), queryFn: () => read(id) });
}

/** The configuration as it is on the server now. */
export function read(id: string): Promise<Configuration> {
  return request<Configuration>("GET", `/agent-configurations/${id}`);
}

/** Puts what the server answered where the views read it. */
function keep(client: QueryClient, workspaceId: string, one: Configuration): void {
  client.setQueryData(configurationKey(one.id), one);
  void client.invalidateQueries({ queryKey: agentsKey(workspaceId) });
}

/** Sets an agent up; it is active at once. */
export function useSetUp(workspaceId: string): UseMutationResult<Configuration, Error, NewConfiguration> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (made) => request<Configuration>("POST", `/workspaces/${workspaceId}/agent-configurations`, made),
    onSuccess: (one) => { keep(client, workspaceId, one); },
  });
}

/** Changes the version that was read; whoever read an older one is told so. */
export function useChange(workspaceId: string): UseMutationResult<Configuration, Error, { id: string; version: number; change: Change }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, change }) => request<Configuration>("PUT", `/agent-configurations/${id}`, change, 15_000, ifMatch(version)),
    onSuccess: (one) => { keep(client, workspaceId, one); },
  });
}

/** Pauses an agent, or has it go on, whatever version is the newest. */
export function useTurn(workspaceId: string): UseMutationResult<Configuration, Error, { id: string; status: "active" | "inactive" }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, status }) => request<Configuration>("PUT", `/agent-configurations/${id}`, { status }, 15_000, ifMatch((await read(id)).row_version)),
    onSuccess: (one) => { keep(client, workspaceId, one); },
  });
}

/** Takes an agent out of service. */
export function useArchive(workspaceId: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => request("DELETE", `/agent-configurations/${id}`),
    onSuccess: (_, id) => {
      void client.invalidateQueries({ queryKey: agentsKey(workspaceId) });
      void client.invalidateQueries({ queryKey: configurationKey(id) });
    },
  });
}
