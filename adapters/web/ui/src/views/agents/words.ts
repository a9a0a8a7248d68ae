import type { Definition, Trigger } from "../../api/agents";
import type { AgentConfiguration, Me, Workspace } from "../../api/types";
import type { State } from "../runs/words";

/** What is said of agents: their state, what they need, what starts them. */

const STATES: Record<string, Pick<State, "word" | "tone">> = {
  active: { word: "Active", tone: "ok" },
  inactive: { word: "Paused", tone: "" },
  archived: { word: "Archived", tone: "" },
  error_requires_review: { word: "Needs a look", tone: "warn" },
};

export function stateOfAgent(status: string): Pick<State, "word" | "tone"> {
  const other = status.replaceAll("_", " ");
  return STATES[status] ?? { word: other.charAt(0).toUpperCase() + other.slice(1), tone: "" };
}

const SERVICES: Record<string, string> = {
  LLM_Orchestration: "Language models",
  Shopify_Integration: "Shopify",
  TikTok_Integration: "TikTok",
  Email_Dispatch: "E-mail",
  WhatsApp_Integration: "WhatsApp",
};

export function serviceName(service: string): string {
  return SERVICES[service] ?? service.replaceAll("_", " ");
}

const TRIGGERS: Record<Trigger["type"], string> = { schedule: "Schedule", webhook: "Webhook", event_stream: "Events", manual: "By hand" };

export function triggerName(type: Trigger["type"]): string {
  return TRIGGERS[type];
}

/** A text that the definition tells about its agent; empty where it tells none. */
export function told(definition: Definition, name: string): string {
  const text = definition.prm_details_json[name];
  return typeof text === "string" ? text.trim() : "";
}

export function capabilities(definition: Definition): readonly string[] {
  const found = definition.prm_details_json.core_capabilities_array;
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === "string") : [];
}

/** `0.2.0` is read as `0.2`. */
export function shortVersion(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Whether whoever looks may change the agent: what they set up themselves, and admins all. */
export function mayChange(agent: Pick<AgentConfiguration, "created_by_user_id">, me: Me, workspace: Workspace): boolean {
  return workspace.role === "owner" || workspace.role === "admin" || agent.created_by_user_id === me.user.id;
}

/** The first free name for a new agent: that of its definition, with a number where it is taken. */
export function freeName(wanted: string, agents: readonly Pick<AgentConfiguration, "name">[]): string {
  const taken = new Set(agents.map((one) => one.name.toLocaleLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${String(number)}`;
    if (!taken.has(name.toLocaleLowerCase())) return name;
  }
}
