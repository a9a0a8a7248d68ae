import { describe, expect, test } from "vitest";

import type { Decision, Proposal } from "../../api/proposals";
import { shown } from "./data";
import { approves, faster, ifNobody, mainAction, mayDecide, shortDigest, verdict, whoDecides } from "./words";

const NOW = new Date(2026, 10, 19, 15, 0);
const AT = new Date(2026, 10, 19, 14, 31).toISOString();

function proposal(change: Partial<Proposal> = {}): Proposal {
  return {
    proposal_id: "p", message_id: "m", channel_id: "c", title_text: "Pause 3 campaigns", description_text: "", data_json: {},
    actions_array: [{ label: "Approve", action_id: "approve", style: "primary" }, { label: "Reject", action_id: "reject" }],
    risk: "low", required_role: null, decider_user_ids_array: null, quorum: 1, expires_at: null, default_action_id: null,
    editable_schema_json: null, digest: "9f2c41a0ff", kind: null, asked_by: { type: "user", id: "u", name: "Mara" }, state: "open", decision: null,
    ...change,
  };
}

const decision = (change: Partial<Decision> = {}): Decision => ({
  action_id: "approve", user_id: "t", user_name: "Theo Okafor", platform: "slack", decided_at: AT, ...change,
});
const decided = (change: Partial<Decision> = {}): Proposal => proposal({ state: "decided", decision: decision(change) });

test("one button stands for doing it, and a refusal is known", () => {
  expect(mainAction(proposal().actions_array)?.action_id).toBe("approve");
  expect(mainAction([{ label: "No", action_id: "no" }, { label: "Send", action_id: "send" }])?.action_id).toBe("send");
  expect(approves({ label: "Don’t send", action_id: "hold" })).toBe(false);
  expect(approves({ label: "Delete it", action_id: "delete", style: "danger" })).toBe(true);
  expect(approves({ label: "Elsewhere", action_id: "elsewhere", style: "secondary" })).toBe(false);
});

describe("who decides", () => {
  test("follows the role, the risk and the names", () => {
    expect(mayDecide(proposal(), "m", "member")).toBe(true);
    expect(mayDecide(proposal(), "m", "guest")).toBe(false);
    expect(mayDecide(proposal({ risk: "high" }), "m", "member")).toBe(false);
    expect(mayDecide(proposal({ required_role: "owner" }), "m", "admin")).toBe(false);
    expect(mayDecide(proposal({ risk: "high", decider_user_ids_array: ["m"] }), "m", "member")).toBe(true);
    expect(mayDecide(proposal({ decider_user_ids_array: ["x"] }), "m", "member")).toBe(false);
    expect(mayDecide(proposal({ decider_user_ids_array: ["x"] }), "m", "admin")).toBe(true);
  });
  test("is the server's to say, and nobody votes twice", () => {
    expect(mayDecide(proposal({ may_decide: false }), "m", "owner")).toBe(false);
    expect(mayDecide(proposal({ quorum: 2, votes: [{ user_id: "m", action_id: "approve", at: AT }] }), "m", "owner")).toBe(false);
  });
  test("is said, not only that you cannot", () => {
    const nameOf = (id: string): string | null => (id === "t" ? "Theo" : null);
    expect(whoDecides(proposal({ risk: "high" }), nameOf)).toBe("An owner or admin decides.");
    expect(whoDecides(proposal({ quorum: 2 }), nameOf)).toBe("Any member decides. 2 have to agree.");
    expect(whoDecides(proposal({ decider_user_ids_array: ["t"] }), nameOf)).toBe("Theo, an owner, or an admin decides.");
  });
});

test("what happens when nobody decides is said before", () => {
  const expires_at = new Date(2026, 10, 19, 18, 30).toISOString();
  expect(ifNobody(proposal(), NOW)).toBeNull();
  expect(ifNobody(proposal({ expires_at }), NOW)).toMatch(/^If nobody does by (?:18:30|6:30\sPM), nothing happens\.$/u);
  expect(ifNobody(proposal({ expires_at, default_action_id: "reject" }), NOW)).toContain("the answer is “Reject”.");
});

describe("the verdict", () => {
  test("names who, how and where", () => {
    expect(verdict(decided(), NOW)).toMatchObject({ tone: "yes", under: null });
    expect(verdict(decided(), NOW)?.title).toMatch(/^Approved by Theo Okafor on Slack, /u);
    expect(verdict(decided({ platform: "web", comment: "Go" }), NOW)).toMatchObject({ under: "“Go”" });
    expect(verdict(decided({ changes: [{ field: "a", type: "number", old: 1, new: 2 }] }), NOW)?.title).toMatch(/^Approved by Theo Okafor with 1 change on Slack/u);
  });
  test("is no approval when it says no, and none at all while open", () => {
    expect(verdict(decided({ action_id: "reject" }), NOW)).toMatchObject({ tone: "no" });
    expect(verdict(proposal(), NOW)).toBeNull();
  });
  test("of time says what the default did", () => {
    const over = proposal({ state: "expired", expires_at: AT, default_action_id: "reject" });
    expect(verdict(over, NOW)).toMatchObject({ tone: "over", under: "Nobody decided in time, so the answer is “Reject”." });
    expect(verdict(over, NOW)?.title).toMatch(/^Expired today at /u);
  });
});

test("whoever presses second is told who was faster", () => {
  expect(faster(decided(), "m", NOW)).toMatch(/^Theo was faster: approved at .+ on Slack$/u);
  expect(faster(decided(), "t", NOW)).toMatch(/^You had decided: approved at /u);
  expect(faster(proposal(), "m", NOW)).toBeNull();
});

test("a digest is short enough to be compared", () => {
  expect(shortDigest("sha256:9f2c41a0ffff")).toBe("9f2c 41a0");
});

test("data becomes tables and facts, and what is unknown a dash", () => {
  const { tables, facts } = shown({ cohorts: [{ name: "Old", people: 1240, clicks: "9.1%" }, { name: "New" }], discount: 10, cost: { total: null, is_final: true } }, NOW, "en-GB");
  expect(tables).toEqual([{
    name: "Cohorts", rows: [{ name: "Old", people: 1240, clicks: "9.1%" }, { name: "New" }],
    columns: [{ key: "name", label: "Name", isNumber: false }, { key: "people", label: "People", isNumber: true }, { key: "clicks", label: "Clicks", isNumber: true }],
  }]);
  expect(facts.map((fact) => [fact.name, fact.words])).toEqual([["Discount", "10"], ["Cost, total", "–"], ["Cost, is final", "yes"]]);
});
