import type { Person } from "../../api/members";
import type { AgentConfiguration, Channel, Me, Workspace } from "../../api/types";
import type { Command } from "../../api/writing";
import { type Match, match } from "../../lib/rank";

/** What the palette offers, and how what was typed chooses among it. */

export type Scope = "all" | "channels" | "people" | "commands" | "messages";

export const SCOPES: Record<Scope, { name: string; sign: string }> = {
  all: { name: "All", sign: "" },
  channels: { name: "Channels", sign: "#" },
  people: { name: "People and agents", sign: "@" },
  commands: { name: "Commands", sign: ">" },
  messages: { name: "Messages", sign: "" },
};

export type Does =
  | { readonly kind: "go"; readonly to: string }
  | { readonly kind: "direct"; readonly userId: string }
  /** A command: written for its arguments, or sent where it needs none. */
  | { readonly kind: "write"; readonly text: string; readonly isWhole: boolean }
  | { readonly kind: "overlay"; readonly what: "ask" | "channel" | "direct" | "invite" | "keys" }
  | { readonly kind: "theme" };

export interface Item {
  readonly id: string;
  readonly group: "Channels" | "People and agents" | "Commands" | "Do";
  readonly name: string;
  /** Other words it is found by. */
  readonly also: string;
  readonly context: string;
  readonly slash: string | null;
  readonly glyph: "channel" | "private" | "person" | "agent" | "command" | "do";
  readonly subject: { id: string; definitionId?: string } | null;
  readonly does: Does;
}

interface Known {
  me: Me;
  workspace: Workspace;
  channels: readonly Channel[];
  people: readonly Person[];
  agents: readonly AgentConfiguration[];
  commands: readonly Command[];
}

/** A name as a command takes it: one word, or in quotes. */
export function argument(name: string): string {
  return /\s/u.test(name) ? `"${name}"` : name;
}

function channelItems({ channels, workspace }: Known): Item[] {
  return channels.filter((one) => one.type !== "dm").map((one) => ({
    id: `channel-${one.id}`, group: "Channels", name: one.name, also: "", context: one.description_text ?? "", slash: null,
    glyph: one.type === "private" ? "private" : "channel", subject: null, does: { kind: "go", to: `/w/${workspace.id}/c/${one.id}` },
  }));
}

function personItems({ people, channels, me, workspace }: Known): Item[] {
  return people.filter((one) => one.user_id !== me.user.id).map((one) => {
    const direct = channels.find((channel) => channel.dm_user_id === one.user_id);
    return {
      id: `person-${one.user_id}`, group: "People and agents", name: one.name, also: one.email ?? "", context: "Direct message", slash: null, glyph: "person",
      subject: { id: one.user_id }, does: direct ? { kind: "go", to: `/w/${workspace.id}/c/${direct.id}` } : { kind: "direct", userId: one.user_id },
    };
  });
}

function agentItems({ agents }: Known): Item[] {
  return agents.map((one) => ({
    id: `agent-${one.id}`, group: "People and agents", name: one.name, also: "run agent", context: one.status === "active" ? "Agent" : `Agent, ${one.status.replaceAll("_", " ")}`,
    slash: `/agent run ${argument(one.name)}`, glyph: "agent", subject: { id: one.id, definitionId: one.agent_definition_id },
    does: { kind: "write", text: `/agent run ${argument(one.name)} `, isWhole: false },
  }));
}

function commandItems({ commands }: Known): Item[] {
  return commands.map((one) => ({
    id: `command-${one.name}`, group: "Commands", name: one.summary, also: `${one.name} ${one.aliases.join(" ")}`, context: "", slash: `/${one.name}`,
    glyph: "command", subject: null, does: { kind: "write", text: `/${one.name}${one.arguments.length > 0 ? " " : ""}`, isWhole: !one.arguments.some((argument) => argument.is_required) },
  }));
}

function workspaceItems({ me, workspace }: Known): Item[] {
  return me.workspaces.filter((one) => one.id !== workspace.id).map((one) => ({
    id: `workspace-${one.id}`, group: "Do", name: `Switch to ${one.name}`, also: "workspace", context: "Workspace", slash: null, glyph: "do", subject: null,
    does: { kind: "go", to: `/w/${one.id}` },
  }));
}

const thing = (id: string, name: string, also: string, does: Does, context = ""): Item => ({
  id, group: "Do", name, also, context, slash: null, glyph: "do", subject: null, does,
});

function doItems(known: Known): Item[] {
  const home = `/w/${known.workspace.id}`;
  const isAdmin = known.workspace.role === "owner" || known.workspace.role === "admin";
  const isMember = known.workspace.role !== "guest";
  const go = (to: string): Does => ({ kind: "go", to: `${home}/${to}` });
  return [
    thing("go-inbox", "Inbox", "notifications mentions", go("inbox")),
    thing("go-approvals", "Approvals", "proposals decide", go("approvals")),
    ...(isMember ? [
      thing("go-runs", "Runs", "agents history", go("runs")),
      thing("go-agents", "Agents", "catalogue set up add", go("agents")),
      thing("go-prompts", "Prompt library", "prompts templates", go("prompts")),
      thing("go-brands", "Brands", "voice", go("brands")),
      thing("go-creators", "Creators", "people portfolio", go("creators")),
      thing("do-ask", "Ask for a decision", "proposal approve", { kind: "overlay", what: "ask" }),
      thing("do-channel", "Create a channel", "new", { kind: "overlay", what: "channel" }),
      thing("do-direct", "Write to somebody", "new direct message dm", { kind: "overlay", what: "direct" }),
    ] : []),
    ...(isAdmin ? [thing("do-invite", "Invite people", "member colleague", { kind: "overlay", what: "invite" })] : []),
    thing("go-profile", "Profile", "settings name password sessions", go("settings/profile"), "Settings"),
    thing("go-notifications", "Notifications", "settings mail quiet hours", go("settings/notifications"), "Settings"),
    thing("go-workspace", "Workspace", "settings general time zone automatic", go("settings/workspace"), "Settings"),
    thing("go-members", "Members and roles", "settings people invite", go("settings/members"), "Settings"),
    thing("do-theme", "Change the theme", "dark light", { kind: "theme" }),
    thing("do-keys", "Keys", "shortcuts keyboard help", { kind: "overlay", what: "keys" }),
    thing("go-first", "First steps", "help onboarding start", go("first-steps")),
  ];
}

/** Everything there is to choose from. */
export function itemsOf(known: Known): Item[] {
  return [...channelItems(known), ...personItems(known), ...agentItems(known), ...commandItems(known), ...doItems(known), ...workspaceItems(known)];
}

/** The scope and the words of what was typed: a sign at the start chooses the scope. */
export function scoped(typed: string, chosen: Scope): { scope: Scope; words: string } {
  const signed = (Object.keys(SCOPES) as Scope[]).find((scope) => SCOPES[scope].sign !== "" && typed.startsWith(SCOPES[scope].sign));
  return signed === undefined ? { scope: chosen, words: typed.trim() } : { scope: signed, words: typed.slice(1).trim() };
}

const GROUP: Partial<Record<Scope, Item["group"]>> = { channels: "Channels", people: "People and agents", commands: "Commands" };

export interface Hit {
  readonly item: Item;
  readonly match: Match;
}

const MOST = 6;
const MANY = 50;

/** What fits, best first in each group; the best of all once more on its own when all is searched. */
export function chosen(items: readonly Item[], scope: Scope, words: string): { best: Hit | null; groups: ReadonlyMap<Item["group"], readonly Hit[]> } {
  if (scope === "messages") return { best: null, groups: new Map() };
  const only = GROUP[scope];
  const hits = items.filter((item) => only === undefined || item.group === only).flatMap((item) => fit(item, words) ?? []);
  hits.sort((one, other) => other.match.score - one.match.score);
  const best = scope === "all" && words !== "" ? (hits[0] ?? null) : null;
  const groups = new Map<Item["group"], Hit[]>();
  for (const name of ["Channels", "People and agents", "Commands", "Do"] as const) {
    const those = hits.filter((hit) => hit !== best && hit.item.group === name).slice(0, only === undefined ? MOST : MANY);
    if (those.length > 0) groups.set(name, those);
  }
  return { best, groups };
}

/** By its name or its command, whichever fits better; failing both by its other words, which count half. */
function fit(item: Item, words: string): Hit | null {
  const byName = match(item.name, words);
  const bySlash = item.slash === null ? null : match(item.slash.slice(1), words.replace(/^\//u, ""));
  if (bySlash !== null && bySlash.score > (byName?.score ?? 0)) return { item, match: { score: bySlash.score, ranges: [] } };
  if (byName !== null) return { item, match: byName };
  const other = match(item.also, words);
  return other === null ? null : { item, match: { score: other.score / 2, ranges: [] } };
}
