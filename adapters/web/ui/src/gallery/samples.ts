import type { QueryClient } from "@tanstack/react-query";

import type { AgentConfiguration, Alert, Channel, Me, Message, Workspace } from "../api/types";
import { historyKey, pendingKey, unreadKey } from "../live/live";
import type { Pending } from "../live/pending";

/** What the gallery shows: people, channels and messages of a shop that does not exist. */

export const WORKSPACE: Workspace = { id: "gallery", name: "Lumen & Oak", role: "owner", status: "active", is_demo: true };
export const ME: Me = {
  user: { id: "user-mara", email: "mara@lumenandoak.example", name: "Mara Lindqvist" },
  workspaces: [WORKSPACE, { ...WORKSPACE, id: "other", name: "A second workspace with a name that is far too long for its row", is_demo: false }],
};

const channel = (name: string, type = "public"): Channel => ({ id: name, name, type, description_text: null, last_seq: 0 });

export const CHANNELS: Channel[] = [
  channel("general"), channel("alerts"), channel("winter-launch"), channel("finance", "private"),
  channel("a-channel-whose-name-is-longer-than-the-sidebar-is-wide"),
];

export const AGENTS: AgentConfiguration[] = [
  { id: "agent-sentinel", name: "Sales Sentinel", agent_definition_id: "agent_004", status: "active" },
  { id: "agent-other", name: "Email Wizard", agent_definition_id: "agent_001", status: "needs_setup" },
];

const UNREAD: Record<string, number> = { alerts: 4, finance: 100 };

/** Puts everything the components would read from the server where they look for it first. */
export function prepare(client: QueryClient): void {
  client.setDefaultOptions({ queries: { staleTime: Infinity, gcTime: Infinity, retry: false } });
  client.setQueryData(["me"], ME);
  client.setQueryData(["channels", WORKSPACE.id], CHANNELS);
  client.setQueryData(["agents", WORKSPACE.id], AGENTS);
  for (const { id } of CHANNELS) {
    client.setQueryData(unreadKey(id), UNREAD[id] ?? 0);
    client.setQueryData(pendingKey(id), []);
    client.setQueryData(historyKey(id), { messages: [], known: 0, ahead: [], hasOlder: false });
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
