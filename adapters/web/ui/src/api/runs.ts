import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult, useMutation, type UseMutationResult, type QueryClient, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { request } from "./client";
import { agentsKey } from "./queries";
import { GOING } from "./running";
import type { Page } from "./types";

export interface RunStep {
  number: number;
  attempt: number;
  name: string;
  started_at: string;
  duration_us: number;
  output_json: unknown;
  /** What it used of language models, where it used any. */
  tokens: number | null;
  /** In millionths of a dollar. */
  cost_micros: number | null;
}

/** Something that a preview would have done. */
export interface Act {
  kind: string;
  text: string;
  /** Null where it was too much to keep. */
  data_json: Record<string, unknown> | null;
}

export interface Run {
  run_id: string;
  agent_configuration_id: string;
  agent_definition_id_version: string;
  triggered_by_user_id: string | null;
  trigger_type: string;
  trigger_key: string;
  origin_json?: { channel_id?: string; message_id?: string; thread_id?: string } | null;
  status: string;
  start_time: string | null;
  end_time: string | null;
  input_params_resolved_json: Record<string, unknown>;
  output_data_json: Record<string, unknown> | null;
  output_preview_text: string | null;
  error_details_json: Record<string, unknown> | null;
  attempt: number;
  created_at: string;
  is_waiting_for_decision?: boolean;
  /** The run that asked for this one, and those that this one asked for. */
  parent_run_id?: string | null;
  asked_run_ids_array?: readonly string[];
  /** Of a preview nothing leaves. */
  is_preview: boolean;
  would_do_json_array: readonly Act[] | null;
  steps: RunStep[];
}

const LOOK_MS = 3_000;

const runKey = (runId: string): readonly unknown[] => ["run", runId];
const runsKey = (workspaceId: string): readonly unknown[] => ["runs", workspaceId];

export function useRun(runId: string): UseQueryResult<Run> {
  return useQuery({
    queryKey: runKey(runId),
    queryFn: () => request<Run>("GET", `/agent-runs/${runId}`),
    staleTime: 5_000,
    // A step that is done is not announced: whoever watches a run looks again until it has ended.
    refetchInterval: (query) => (query.state.data !== undefined && GOING.has(query.state.data.status) ? LOOK_MS : false),
  });
}

/** The workspace's runs, newest first, or those of one agent. */
export function useRuns(workspaceId: string, agentId: string | null = null): UseInfiniteQueryResult<InfiniteData<Page<Run>>> {
  return useInfiniteQuery({
    queryKey: [...runsKey(workspaceId), agentId],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const params = new URLSearchParams({ limit: "50", ...(pageParam === "" ? {} : { cursor: pageParam }), ...(agentId === null ? {} : { agent_configuration_id: agentId }) });
      return request<Page<Run>>("GET", `/workspaces/${workspaceId}/agent-runs?${params.toString()}`);
    },
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 5_000,
  });
}

export function useCancel(runId: string): UseMutationResult<Run, Error, undefined> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Run>("POST", `/agent-runs/${runId}/cancel`),
    onSuccess: (run) => { client.setQueryData(runKey(runId), run); },
  });
}

/** Starts a run of an agent now, or a preview of one, with these inputs over the configuration's. */
export function useStart(workspaceId: string): UseMutationResult<{ run_id: string }, Error, { configurationId: string; inputs: Record<string, unknown>; isPreview: boolean }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ configurationId, inputs, isPreview }) => request<{ run_id: string }>("POST", `/agent-configurations/${configurationId}/run`, { runtime_params: inputs, is_preview: isPreview }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: runsKey(workspaceId) }); },
  });
}

/** Takes note of a run that has gone on: what is on screen of it is read again. */
export function noteRun(client: QueryClient, workspaceId: string, payload: Record<string, unknown>): void {
  if (!GOING.has(String(payload.status))) void client.invalidateQueries({ queryKey: agentsKey(workspaceId) });
  void client.invalidateQueries({ queryKey: runKey(String(payload.run_id)) });
  void client.invalidateQueries({ queryKey: runsKey(workspaceId) });
}
