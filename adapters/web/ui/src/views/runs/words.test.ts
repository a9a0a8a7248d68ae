import { expect, test } from "vitest";

import type { Run, RunStep } from "../../api/runs";
import { bars, costWords, isFile, kindOf, lasted, outputsOf, shortId, sizeOf, spent, stateOf, stateOfRun, stepName, triggerWords } from "./words";

const step = (number: number, duration_us: number): RunStep => ({ number, attempt: 1, name: "look", started_at: "2026-11-19T14:31:00Z", duration_us, output_json: null, tokens: null, cost_micros: null });

test("a state is a word and says whether it is over", () => {
  expect(stateOf("success")).toMatchObject({ word: "Succeeded", isOver: true });
  expect(stateOf("running")).toMatchObject({ tone: "accent", isOver: false });
  expect(stateOf("some_new_state").word).toBe("some new state");
});

test("bars follow one another and fill the working time", () => {
  const { bars: all, total } = bars([step(1, 1_000), step(2, 3_000)]);
  expect(all.map((bar) => [bar.start, bar.width])).toEqual([[0, 25], [25, 75]]);
  expect(total).toBe(4);
  expect(bars([step(1, 0)]).bars[0]).toMatchObject({ start: 0, width: 0 });
});

test("a run lasts until its end, or until now", () => {
  const run = { start_time: "2026-11-19T14:31:00Z", end_time: null } as Run;
  const now = new Date("2026-11-19T14:31:05Z");
  expect(lasted(run, now)).toBe(5_000);
  expect(lasted({ ...run, end_time: "2026-11-19T14:31:02Z" }, now)).toBe(2_000);
  expect(lasted({ ...run, start_time: null }, now)).toBeNull();
});

test("names are read as words", () => {
  expect(stepName("normalise_request")).toBe("Normalise request");
  expect(triggerWords("event_api_call")).toBe("An event");
  expect(triggerWords("by_hand")).toBe("By hand");
  expect(shortId("0199a2b4-7c11-7000-8000-00000f4f81c2")).toBe("4f81c2");
});

test("a run that has asked something waits for a decision", () => {
  expect(stateOfRun({ status: "running", is_waiting_for_decision: true })).toMatchObject({ tone: "warn", isOver: false });
  expect(stateOfRun({ status: "success", is_waiting_for_decision: false }).word).toBe("Succeeded");
});

test("costs have three digits that say something, and what is not known is no zero", () => {
  expect([6_300_000, 61_000, 4_123, 12, 0, null].map((one) => costWords(one, "en-US"))).toEqual(["$6.30", "$0.061", "$0.00412", "$0.000012", "$0.00", "–"]);
});

test("what a run used is the sum of the steps that used something", () => {
  expect(spent([step(1, 1), { ...step(2, 1), tokens: 300, cost_micros: 40 }, { ...step(3, 1), tokens: 20, cost_micros: null }])).toEqual({ tokens: 320, micros: 40 });
  expect(spent([step(1, 1)])).toEqual({ tokens: null, micros: null });
});

test("outputs stand under their keys, without those that were not given", () => {
  const given = [{ key_name: "digest_markdown", value: "**4** orders", storage_ref_url: null }, { key_name: "report", value: { a: 1 } }, { key_name: "alert", value: null }];
  expect(outputsOf({ outputs_array: given }).map((one) => [one.key_name, kindOf(one)])).toEqual([["digest_markdown", "markdown"], ["report", "json"]]);
  expect(outputsOf({ text: "x" }).map((one) => [one.key_name, kindOf(one)])).toEqual([["text", "text"]]);
  expect(outputsOf(null)).toEqual([]);
  const file = { key_name: "report", value: null, storage_ref_url: "/api/v1/agent-runs/r/outputs/report", content_type: "text/markdown", size: 70_000 };
  expect(outputsOf({ outputs_array: [file] }).map((one) => [isFile(one), kindOf(one), sizeOf(one)])).toEqual([[true, "markdown", 70_000]]);
});
