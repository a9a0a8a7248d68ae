import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";

import { request } from "./client";
import type { FileDetails } from "./types";

/** What a person may write with: commands, values for them, who can be mentioned, files. */

export interface FileView extends Omit<FileDetails, "file_id"> {
  id: string;
  channel_id: string;
  user_id: string;
  created_at: string;
}

export interface CommandArgument {
  name: string;
  type: "string" | "integer" | "number" | "boolean" | "choice" | "json" | "user" | "channel" | "agent" | "run";
  description: string;
  is_required: boolean;
  choices?: string[] | null;
  suggest?: unknown;
  /** Takes everything that follows. */
  is_rest?: boolean;
}

export interface Command {
  name: string;
  aliases: string[];
  summary: string;
  role: string;
  arguments: CommandArgument[];
  syntax: string;
}

export interface Suggestion {
  value: string;
  label: string;
  description: string | null;
}

export interface Mentionable {
  type: "user" | "agent" | "channel";
  id: string | null;
  name: string;
  slug: string;
  insert_text: string;
  description: string | null;
  is_disabled: boolean;
  why: string | null;
}

interface Items<Item> {
  items: Item[];
}

const MINUTE = 60_000;

export const commandsKey = (workspaceId: string): readonly unknown[] => ["commands", workspaceId];
export const mentionablesKey = (channelId: string, query: string): readonly unknown[] => ["mentionables", channelId, query];
export const suggestionsKey = (channelId: string, command: string, argument: string, query: string): readonly unknown[] =>
  ["suggestions", channelId, command, argument, query];

/** Every command of the workspace that this person may see. */
export function useCommands(workspaceId: string): UseQueryResult<Command[]> {
  return useQuery({
    queryKey: commandsKey(workspaceId),
    queryFn: async () => (await request<Items<Command>>("GET", `/workspaces/${workspaceId}/commands`)).items,
    staleTime: 5 * MINUTE,
  });
}

function words(values: Record<string, string>): string {
  return new URLSearchParams(values).toString();
}

interface Asked {
  workspaceId: string;
  channelId: string;
  command: string;
  argument: string;
  query: string;
}

/** The values that an argument may have, and what each means; those for what was written before stay until there are others. */
export function useSuggestions(asked: Asked | null): UseQueryResult<Suggestion[]> {
  const { workspaceId, channelId, command, argument, query } = asked ?? { workspaceId: "", channelId: "", command: "", argument: "", query: "" };
  return useQuery({
    queryKey: suggestionsKey(channelId, command, argument, query),
    queryFn: async () => {
      const values = words({ command, argument, q: query, channel_id: channelId });
      return (await request<Items<Suggestion>>("GET", `/workspaces/${workspaceId}/commands/suggestions?${values}`)).items;
    },
    enabled: asked !== null,
    placeholderData: (before, last) => (last?.queryKey[3] === argument && last.queryKey[2] === command ? before : undefined),
    staleTime: MINUTE,
    retry: false,
  });
}

interface Input {
  key_name: string;
  data_type: string;
  description_text?: string;
  accepted_values_list?: unknown[] | null;
}

const INPUT_TYPES: Record<string, CommandArgument["type"]> = { number: "number", boolean: "boolean" };

/** What the agents of a definition can be told for one run. All of it may be left out: it is in their settings then. */
export function useInputs(definitionId: string | null): CommandArgument[] | undefined {
  return useQuery({
    queryKey: ["definition-inputs", definitionId],
    queryFn: async () => {
      const found = await request<{ inputs_schema_json_array: Input[] }>("GET", `/agent-definitions/${encodeURIComponent(definitionId ?? "")}`);
      return found.inputs_schema_json_array.map(argumentOf);
    },
    enabled: definitionId !== null,
    staleTime: 60 * MINUTE,
    retry: false,
  }).data;
}

function argumentOf(input: Input): CommandArgument {
  const choices = input.accepted_values_list?.map(String) ?? null;
  const type = choices ? "choice" : (INPUT_TYPES[input.data_type] ?? "string");
  return { name: input.key_name, type, description: input.description_text ?? "", is_required: false, choices };
}

/** People, agents and the channel itself, as they can be mentioned there. */
export function useMentionables(workspaceId: string, channelId: string, query: string): UseQueryResult<Mentionable[]> {
  return useQuery({
    queryKey: mentionablesKey(channelId, query),
    queryFn: async () => {
      const values = words({ q: query, channel_id: channelId });
      return (await request<Items<Mentionable>>("GET", `/workspaces/${workspaceId}/mentionables?${values}`)).items;
    },
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
    retry: false,
  });
}
