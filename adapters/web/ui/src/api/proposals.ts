import {
  skipToken, useInfiniteQuery, type UseInfiniteQueryResult, useMutation, type UseMutationResult, useQuery, useQueryClient, type InfiniteData,
} from "@tanstack/react-query";

import { useState } from "react";

import { request } from "./client";
import { useMarkStep } from "./steps";
import type { Message, Page } from "./types";

export interface ProposalAction {
  label: string;
  action_id: string;
  style?: "primary" | "secondary" | "danger";
}

export interface Change {
  field: string;
  type: string;
  old: unknown;
  new: unknown;
}

export interface Decision {
  action_id: string;
  user_id: string | null;
  user_name: string | null;
  platform?: string | null;
  decided_at: string;
  comment?: string | null;
  changes?: Change[] | null;
}

/** What people are asked to decide, as a message carries it and as lists give it. */
export interface Proposal {
  proposal_id: string;
  message_id: string;
  channel_id: string;
  title_text: string;
  description_text: string;
  data_json: Record<string, unknown>;
  actions_array: ProposalAction[];
  risk: "low" | "high";
  required_role: string | null;
  decider_user_ids_array: string[] | null;
  quorum: number;
  expires_at: string | null;
  default_action_id: string | null;
  editable_schema_json: Record<string, unknown> | null;
  digest: string;
  kind: string | null;
  asked_by: { type: string; id: string | null; name: string };
  run_id?: string | null;
  state: "open" | "decided" | "expired";
  votes?: { user_id: string; user_name?: string; action_id: string; at: string }[];
  decision: Decision | null;
  outcome_text?: string | null;
  may_decide?: boolean | null;
  created_at?: string;
}

const EMPTY = {
  description_text: "", data_json: {}, actions_array: [], risk: "low", required_role: null, decider_user_ids_array: null, quorum: 1,
  expires_at: null, default_action_id: null, editable_schema_json: null, digest: "", kind: null, decision: null,
} as const;

/** The proposal in a message, or null where it is something else. */
export function proposalOf(message: Message): Proposal | null {
  if (message.content_type !== "interactive_proposal") return null;
  const payload = message.content_json.json_payload as Partial<Proposal> | null | undefined;
  if (typeof payload?.title_text !== "string") return null;
  const asked_by = { type: message.sender_type, id: message.sender_id, name: message.sender_name };
  const state = payload.state ?? (payload.decision ? "decided" : "open");
  return {
    ...EMPTY, data_json: {}, actions_array: [], proposal_id: message.id, title_text: payload.title_text, created_at: message.created_at, asked_by,
    run_id: (message as { run_id?: string | null }).run_id ?? null, ...payload, state, message_id: message.id, channel_id: message.channel_id,
  };
}

export type Tab = "mine" | "others" | "decided";

const listKey = (workspaceId: string): readonly unknown[] => ["proposals", workspaceId];
const knownKey = (messageId: string): readonly unknown[] => ["proposal", messageId];

/** A part of the workspace's proposals, page by page. */
export function useProposals(workspaceId: string, tab: Tab): UseInfiniteQueryResult<InfiniteData<Page<Proposal>>> {
  return useInfiniteQuery({
    queryKey: [...listKey(workspaceId), tab],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const cursor = pageParam === "" ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return request<Page<Proposal>>("GET", `/workspaces/${workspaceId}/proposals?tab=${tab}&limit=25${cursor}`);
    },
    getNextPageParam: (page) => page.next_cursor,
  });
}

const MOST_COUNTED = 100;

/** How many proposals wait for whoever asks. */
export function useWaiting(workspaceId: string): number {
  return useQuery({
    queryKey: [...listKey(workspaceId), "count"],
    queryFn: async () => (await request<Page<Proposal>>("GET", `/workspaces/${workspaceId}/proposals?tab=mine&limit=${String(MOST_COUNTED)}`)).items.length,
  }).data ?? 0;
}

/** What a run has asked people and waits for, where whoever looks can read it. */
export function useQuestionOf(workspaceId: string, runId: string, isWaiting: boolean): Proposal | null {
  const asked = useQuery({
    queryKey: [...listKey(workspaceId), "run", runId],
    queryFn: isWaiting ? async () => {
      for (const tab of ["mine", "others"]) {
        const page = await request<Page<Proposal>>("GET", `/workspaces/${workspaceId}/proposals?tab=${tab}&limit=${String(MOST_COUNTED)}`);
        const found = page.items.find((one) => one.run_id === runId);
        if (found !== undefined) return found;
      }
      return null;
    } : skipToken,
  });
  return isWaiting ? (asked.data ?? null) : null;
}

/** Those of a list, and those that were in it and have been decided since: they stay where they are read. */
export function useStaying(tab: Tab, listed: readonly Proposal[]): readonly Proposal[] {
  const client = useQueryClient();
  const [seen, setSeen] = useState<ReadonlyMap<string, Proposal>>(new Map());
  const fresh = listed.filter((one) => !seen.has(one.proposal_id));
  if (fresh.length > 0) setSeen(new Map([...seen, ...fresh.map((one) => [one.proposal_id, one] as const)]));
  const ids = new Set(listed.map((one) => one.proposal_id));
  const isOver = (one: Proposal): boolean => (client.getQueryData<Proposal>(knownKey(one.message_id))?.state ?? "open") !== "open";
  const gone = tab === "decided" ? [] : [...seen.values()].filter((one) => !ids.has(one.proposal_id) && isOver(one));
  return [...listed, ...gone].sort((one, other) => (one.proposal_id < other.proposal_id ? 1 : -1));
}

/** Who a message is from: of a proposal whoever asks. */
export function senderOf(message: Message): { id: string; name: string; kind: "user" | "agent" | "system" } {
  const asked = message.content_type === "interactive_proposal" ? (message.content_json.json_payload as Partial<Proposal> | undefined)?.asked_by : undefined;
  if (asked?.id && (asked.type === "user" || asked.type === "agent")) return { id: asked.id, name: asked.name, kind: asked.type };
  return { id: message.sender_id, name: message.sender_name, kind: message.sender_type };
}

/** How far a proposal has come: of two of its states the later one counts. */
function stage(proposal: Proposal): number {
  if (proposal.state !== "open") return 1_000 + (proposal.outcome_text ? 1 : 0);
  return proposal.votes?.length ?? 0;
}

/** The proposal as last heard of, by whichever way. */
export function useNewest(proposal: Proposal): Proposal {
  const known = useQuery<Proposal>({ queryKey: knownKey(proposal.message_id), queryFn: skipToken, staleTime: Infinity }).data;
  if (known === undefined || stage(known) < stage(proposal)) return proposal;
  return known.may_decide === undefined ? { ...known, may_decide: proposal.may_decide ?? null } : known;
}

type Client = ReturnType<typeof useQueryClient>;

/** Takes note of a proposal's message that was made or changed. */
export function noteProposal(client: Client, workspaceId: string, message: Message): void {
  const proposal = proposalOf(message);
  if (proposal === null) return;
  client.setQueryData(knownKey(message.id), proposal);
  void client.invalidateQueries({ queryKey: listKey(workspaceId) });
}

export interface Deciding {
  action_id: string;
  comment?: string;
  edited_payload?: Record<string, unknown>;
}

/** Decides. Whoever is late gets the refusal, and the decision that stands is read. */
export function useDecide(proposal: Proposal, workspaceId: string): UseMutationResult<Message, Error, Deciding> {
  const client = useQueryClient();
  const mark = useMarkStep();
  return useMutation({
    mutationFn: (deciding: Deciding) => request<Message>("POST", `/messages/${proposal.message_id}/actions`, deciding),
    onSuccess: (message) => {
      noteProposal(client, workspaceId, message);
      mark("decide", "done");
    },
    onError: async () => {
      const found = await request<Proposal>("GET", `/messages/${proposal.message_id}/proposal`).catch(() => null);
      if (found !== null) client.setQueryData(knownKey(proposal.message_id), found);
    },
  });
}

export interface Asking {
  title_text: string;
  description_text: string;
  data_json: Record<string, unknown>;
  actions_array: ProposalAction[];
  risk?: "low" | "high";
  required_role?: string;
  decider_user_ids_array?: string[];
  quorum?: number;
  expires_at?: string;
  default_action_id?: string;
  editable_schema_json?: Record<string, unknown>;
}

/** Asks the members of a channel for a decision. */
export function useAsk(): UseMutationResult<Message, Error, { channelId: string; asking: Asking }> {
  return useMutation({
    mutationFn: ({ channelId, asking }) => request<Message>("POST", `/channels/${channelId}/proposals`, asking),
  });
}

const EDITING_MS = 12_000;
const editingKey = (messageId: string): readonly unknown[] => ["editing", messageId];

/** Takes note that somebody else edits a proposal; it holds for a few seconds. */
export function noteEditing(client: Client, messageId: string, userId: string): void {
  const until = Date.now() + EDITING_MS;
  client.setQueryData(editingKey(messageId), { userId, until });
  setTimeout(() => {
    client.setQueryData<{ userId: string; until: number } | null>(editingKey(messageId), (kept) => (kept && kept.until > until ? kept : null));
  }, EDITING_MS);
}

/** Who else edits the proposal just now. */
export function useEditor(messageId: string): string | null {
  const found = useQuery<{ userId: string } | null>({ queryKey: editingKey(messageId), queryFn: skipToken, staleTime: Infinity }).data;
  return found?.userId ?? null;
}
