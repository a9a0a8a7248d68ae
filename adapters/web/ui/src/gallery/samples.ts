import type { QueryClient } from "@tanstack/react-query";

import { runningKey } from "../api/running";
import type { AgentConfiguration, Alert, Channel, ChannelType, Me, Member, Message, StatusUpdate, Workspace } from "../api/types";
import { historyKey, pendingKey, repliesKey } from "../live/live";
import { presenceKey } from "../live/presence";
import type { Pending } from "../live/pending";

/** What the gallery shows: people, channels and messages of a shop that does not exist. */

export const WORKSPACE: Workspace = { id: "gallery", name: "Lumen & Oak", role: "owner", status: "active", is_demo: true };
export const ME: Me = {
  user: { id: "user-mara", email: "mara@lumenandoak.example", name: "Mara Lindqvist" },
  workspaces: [WORKSPACE, { ...WORKSPACE, id: "other", name: "A second workspace with a name that is far too long for its row", is_demo: false }],
};

const channel = (name: string, type: ChannelType = "public", more: Partial<Channel> = {}): Channel => ({
  id: name, name, type, description_text: null, last_seq: 0, unread_count: 0, is_member: true, ...more,
});

export const CHANNELS: Channel[] = [
  channel("general"), channel("alerts", "public", { unread_count: 4 }), channel("winter-launch"),
  channel("finance", "private", { unread_count: 12_400 }), channel("old-news", "public", { unread_count: 8, is_muted: true }),
  channel("a-channel-whose-name-is-longer-than-the-sidebar-is-wide"),
  channel("Theo Okafor", "dm", { dm_user_id: "user-theo", unread_count: 1 }),
  channel("Inés Caldera", "dm", { dm_user_id: "user-ines" }),
  channel("Jonah Whitlock", "dm", { dm_user_id: "user-jonah" }),
];

export const PEOPLE: Member[] = [
  { user_id: "user-mara", name: "Mara Lindqvist", role: "owner" },
  { user_id: "user-theo", name: "Theo Okafor", role: "member" },
  { user_id: "user-ines", name: "Inés Caldera", role: "member" },
  { user_id: "user-jonah", name: "Jonah Whitlock", role: "guest" },
];

export const AGENTS: AgentConfiguration[] = [
  { id: "agent-sentinel", name: "Sales Sentinel", agent_definition_id: "agent_004", status: "active" },
  { id: "agent-other", name: "Email Wizard", agent_definition_id: "agent_001", status: "needs_setup" },
];

/** Puts everything the components would read from the server where they look for it first. */
export function prepare(client: QueryClient): void {
  client.setDefaultOptions({ queries: { staleTime: Infinity, gcTime: Infinity, retry: false } });
  client.setQueryData(["me"], ME);
  client.setQueryData(["channels", WORKSPACE.id], CHANNELS);
  client.setQueryData(["agents", WORKSPACE.id], AGENTS);
  client.setQueryData(["people", WORKSPACE.id], PEOPLE);
  client.setQueryDefaults(presenceKey(WORKSPACE.id), { initialData: { "user-mara": "here", "user-theo": "here", "user-ines": "here", "user-jonah": "away" } });
  client.setQueryData(runningKey(WORKSPACE.id), { "agent-other": "running" });
  client.setQueryData(["proposals", WORKSPACE.id, "count"], 2);
  client.setQueryData(["notification-counts", WORKSPACE.id], { needs_you: 3, information: 0, activity: 0 });
  for (const { id } of CHANNELS) {
    client.setQueryData(pendingKey(id), []);
    client.setQueryData(repliesKey(id), []);
    client.setQueryData(historyKey(id), { messages: [], known: 0, ahead: [], hasOlder: false, hasNewer: false, newest: 0 });
  }
}

export const NOW = new Date(2026, 10, 19, 14, 31);
let seq = 0;

export function message(sender: string, text: string, more: Partial<Message> = {}): Message {
  seq += 1;
  const at = new Date(NOW.getTime() + seq * 1_000).toISOString();
  return {
    id: `message-${String(seq)}`, channel_id: "general", seq, sender_id: `user-${sender}`, sender_type: "user", sender_name: sender,
    content_type: "text", content_json: { text_body: text }, thread_id: null, reply_count: 0, client_message_id: null,
    created_at: at, updated_at: null, deleted_at: null, ...more,
  };
}

export function pending(state: Pending["state"], text: string, cause?: string): Pending {
  seq += 1;
  return { clientId: `pending-${String(seq)}`, text, at: NOW.toISOString(), state, ...(cause === undefined ? {} : { cause }) };
}

const line = (count: number, name: string, value: string) => ({ label: `${String(count)} × ${name}`, value });

export const ALERTS: Record<string, Alert> = {
  "an order": {
    kind: "alert", level: "info", title: "Order #LO-4127", reason_text: "Above €250", amount_text: "€312.00",
    fields: [line(3, "Dew Serum 30 ml", "€144.00"), line(2, "Night Resin Oil 30 ml", "€124.00"), line(2, "Linden Mist 100 ml", "€44.00")],
    foot_text: "Third order this year, to Porto, ships Friday",
    links: [{ label: "Order in Shopify", url: "https://example.com/orders/4127" }],
  },
  "a warning with more lines than it shows": {
    kind: "alert", level: "warning", title: "Conversion is down by 38.2%", reason_text: "Against the last 4 Thursdays", amount_text: "€2,050 an hour",
    fields: Array.from({ length: 7 }, (_, at) => ({ label: `Landing page ${String(at + 1)}`, value: `${String(9 - at)}.4%` })),
    foot_text: "It began two minutes after an app update",
  },
  "something critical, in words": {
    kind: "alert", level: "critical", title: "Checkout refuses every card",
    text: "No order since 14:05, while 412 people were in the checkout. The payment provider answers with an error.",
    links: [{ label: "Shop", url: "https://example.com" }, { label: "Payments", url: "https://example.com/payments" }],
  },
  "long words": {
    kind: "alert", level: "info", title: "Order #2026-11-19-0000000000000000000000000000000000004127", reason_text: "Above €250", amount_text: "€1,000,312.00",
    fields: [line(12, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "€1,000,312.00")],
  },
};

export const MARKDOWN = `Some **bold**, some *slanted*, \`inline code\` and a [link](https://example.com) in one sentence.

> What somebody else said

- [x] done
- [ ] to do

| Product | Sold |
| --- | --- |
| Dew Serum | 144 |

\`\`\`
a block of code whose line is so long that it scrolls to the side instead of breaking, on every screen there is
\`\`\`

<b>HTML stays as it was typed</b>`;

export const STATUS: Record<string, StatusUpdate> = {
  "with steps": { run_id: "run-1", status: "running", text: "Writing copy for cohort 2 of 3", step: 6, steps_total: 12, cost_text: "€0.03", started_at: new Date(Date.now() - 38_000).toISOString() },
  "of unknown length": { run_id: "run-2", status: "running", text: "Reading the orders of last week", step: 2, started_at: new Date(Date.now() - 4_000).toISOString() },
  "done": { run_id: "run-3", status: "success", text: "Done", started_at: NOW.toISOString(), ended_at: new Date(NOW.getTime() + 74_000).toISOString() },
  "stopped": { run_id: "run-4", status: "cancelled", text: "Stopped by Theo Okafor" },
  "failed": { run_id: "run-5", status: "error", text: "The shop did not answer. It is tried again at 14:40." },
};
