import { expect, test } from "vitest";

import { ApiError } from "../api/client";
import { EMPTY_FORM, faultsOf, type Form, questionOf, quorumFault } from "./asking";

const NOW = new Date("2026-11-19T14:31:00Z");
const form = (change: Partial<Form> = {}): Form => ({ ...EMPTY_FORM, title: "Close the shop on Friday", ...change });

test("a question has two buttons and a day to be answered", () => {
  expect(questionOf(form({ why: " Stock-taking " }), NOW)).toEqual({
    title_text: "Close the shop on Friday", description_text: "Stock-taking", data_json: {},
    actions_array: [{ label: "Approve", action_id: "approve", style: "primary" }, { label: "Reject", action_id: "reject" }],
    expires_at: "2026-11-20T14:31:00.000Z",
  });
});

test("rows become data, numbers as numbers, and a row without a name is none", () => {
  const rows = [{ name: "Packets", value: " 12.5 " }, { name: "Code", value: "007a" }, { name: " ", value: "x" }];
  expect(questionOf(form({ rows }), NOW).data_json).toEqual({ Packets: 12.5, Code: "007a" });
});

test("a number keeps every digit that was written: an amount stays an amount", () => {
  const rows = ["120.00", "007", "-0", "+4", "1,200"].map((value, at) => ({ name: String(at), value }));
  expect(Object.values(questionOf(form({ rows }), NOW).data_json ?? {})).toEqual(["120.00", "007", "-0", "+4", "1,200"]);
});

test("what was chosen is said, and what goes without saying is not", () => {
  expect(questionOf(form({ who: "admin", quorum: "2", otherwise: "no" }), NOW)).toMatchObject({ required_role: "admin", quorum: 2, default_action_id: "reject" });
  const open = questionOf(form({ hours: "", otherwise: "no" }), NOW);
  expect(open).not.toHaveProperty("expires_at");
  expect(open).not.toHaveProperty("default_action_id");
});

test("rows may be changed within their types, and people can be named", () => {
  const rows = [{ name: "Packets", value: "4" }, { name: "Tea", value: "Oolong" }];
  expect(questionOf(form({ rows, mayEdit: true, isHigh: true, who: "named", named: ["t"] }), NOW)).toMatchObject({
    risk: "high", decider_user_ids_array: ["t"],
    editable_schema_json: { type: "object", properties: { Packets: { title: "Packets", type: "number" }, Tea: { title: "Tea", type: "string" } } },
  });
  expect(Object.keys(faultsOf(form({ who: "named" })))).toEqual(["named"]);
});

test("too many who have to agree is said at its field, until it is changed", () => {
  const message = "Only 1 may decide this, so at most 1 can have to agree.";
  const error = new ApiError(422, { code: "validation_failed", message: "", details: [{ field: "quorum", code: "out_of_range", message }] });
  const sent = questionOf(form({ quorum: "2" }), NOW);
  expect(quorumFault(error, sent, form({ quorum: "2" }))).toBe(message);
  expect(quorumFault(error, sent, form({ quorum: "1" }))).toBeNull();
  expect(quorumFault(null, undefined, form())).toBeNull();
});

test("what is missing is said at its field", () => {
  expect(faultsOf(form())).toEqual({});
  const rows = [{ name: "Cost", value: "1" }, { name: "Cost ", value: "2" }];
  expect(Object.keys(faultsOf({ ...EMPTY_FORM, yes: " ", quorum: "0", rows }))).toEqual(["title", "yes", "quorum", "rows"]);
});
