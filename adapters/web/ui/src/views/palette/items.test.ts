import { expect, test } from "vitest";

import { chosen, type Item, itemsOf, scoped } from "./items";

const WORKSPACE = { id: "w", name: "Lumen & Oak", role: "member", status: "active", is_demo: false };
const known = {
  me: { user: { id: "me", email: "m@x.example", name: "Mara" }, workspaces: [WORKSPACE, { ...WORKSPACE, id: "v", name: "Second" }] },
  workspace: WORKSPACE,
  channels: [
    { id: "1", name: "alerts", type: "public" as const, description_text: "What agents found", last_seq: 0 },
    { id: "2", name: "Theo Okafor", type: "dm" as const, description_text: null, last_seq: 0, dm_user_id: "t" },
  ],
  people: [
    { user_id: "me", name: "Mara", email: null, role: "member" as const, joined_at: "" },
    { user_id: "t", name: "Theo Okafor", email: "theo@x.example", role: "admin" as const, joined_at: "" },
    { user_id: "i", name: "Inés Caldera", email: null, role: "member" as const, joined_at: "" },
  ],
  agents: [{ id: "a", name: "Sales Sentinel", agent_definition_id: "agent_004", status: "active" }],
  commands: [{ name: "runs", aliases: [], summary: "The last runs", role: "member", arguments: [], syntax: "/runs" }],
};
const ITEMS = itemsOf(known);
const find = (id: string): Item | undefined => ITEMS.find((item) => item.id === id);

test("a sign at the start chooses the scope", () => {
  expect(scoped("#al", "all")).toEqual({ scope: "channels", words: "al" });
  expect(scoped("@ theo", "messages")).toEqual({ scope: "people", words: "theo" });
  expect(scoped(">runs", "all")).toEqual({ scope: "commands", words: "runs" });
  expect(scoped("balm ", "messages")).toEqual({ scope: "messages", words: "balm" });
});

test("a person opens the conversation there is, or a new one; oneself is not offered", () => {
  expect(find("person-t")?.does).toEqual({ kind: "go", to: "/w/w/c/2" });
  expect(find("person-i")?.does).toEqual({ kind: "direct", userId: "i" });
  expect(find("person-me")).toBeUndefined();
});

test("an agent brings the command that runs it", () => {
  expect(find("agent-a")).toMatchObject({ slash: '/agent run "Sales Sentinel"', does: { kind: "write", text: '/agent run "Sales Sentinel" ', isWhole: false } });
  expect(find("command-runs")?.does).toMatchObject({ text: "/runs", isWhole: true });
});

test("what one may not do is not offered", () => {
  expect(find("do-invite")).toBeUndefined();
  expect(find("do-ask")).toBeDefined();
  expect(itemsOf({ ...known, workspace: { ...WORKSPACE, role: "guest" } }).some((item) => item.id === "do-ask")).toBe(false);
  expect(itemsOf({ ...known, workspace: { ...WORKSPACE, role: "admin" } }).some((item) => item.id === "do-invite")).toBe(true);
});

test("the best match stands first and is not there twice", () => {
  const { best, groups } = chosen(ITEMS, "all", "alerts");
  expect(best?.item.id).toBe("channel-1");
  expect([...groups.values()].flat().some((hit) => hit.item.id === "channel-1")).toBe(false);
});

test("a command is found by its name, with and without its slash", () => {
  expect(chosen(ITEMS, "commands", "/runs").groups.get("Commands")?.map((hit) => hit.item.id)).toEqual(["command-runs"]);
  expect([...chosen(ITEMS, "channels", "runs").groups.keys()]).toEqual([]);
});
