import { describe, expect, test } from "vitest";

import type { Command, CommandArgument } from "../api/writing";
import { readCommand, type Reading, spoken, written } from "./command";

const argument = (name: string, type: CommandArgument["type"], more: Partial<CommandArgument> = {}): CommandArgument => ({
  name, type, description: "", is_required: true, choices: null, ...more,
});
const command = (name: string, list: CommandArgument[], aliases: string[] = []): Command => ({
  name, aliases, summary: "", role: "member", arguments: list, syntax: `/${name}`,
});
const optional = { is_required: false };

const COMMANDS: Command[] = [
  command("help", [argument("command", "string", optional)]),
  command("agents", []),
  command("agent run", [argument("agent", "agent"), argument("params", "json", { ...optional, is_rest: true })], ["run_agent"]),
  command("agent pause", [argument("agent", "agent")]),
  command("runs", [argument("agent", "agent", optional), argument("count", "integer", optional)]),
  command("report", [argument("period", "choice", { choices: ["today", "7d", "30d"] }), argument("compare", "boolean", optional), argument("post_to", "channel", optional)]),
  command("link account", [argument("code", "string")]),
  command("page new", [argument("title", "string", { is_rest: true })]),
];

/** What is read where `|` stands, or at the end. */
function read(marked: string): Reading {
  const at = marked.indexOf("|");
  return readCommand(marked.replace("|", ""), at < 0 ? marked.length : at, COMMANDS);
}

const names = (reading: Reading): string[] => (reading.commands ?? []).map((one) => one.name);
const states = (reading: Reading): string => reading.slots.map((slot) => `${slot.argument.name} ${slot.state}${slot.value ? ` ${slot.value}` : ""}`).join("; ");
const current = (reading: Reading): string | null => (reading.current === null ? null : (reading.slots[reading.current]?.argument.name ?? null));

describe("the command is chosen first", () => {
  test("by its beginning, by another name of it, or by its second word", () => {
    expect(names(read("/"))).toHaveLength(COMMANDS.length);
    expect(names(read("/agent"))).toEqual(["agent pause", "agent run", "agents"]);
    expect(names(read("/agent "))).toEqual(["agent pause", "agent run"]);
    expect(names(read("/run"))).toEqual(["runs", "agent run"]);
    expect(names(read("/nonsense"))).toEqual([]);
  });

  test("and is settled once something follows it", () => {
    expect([read("/agent run ").command?.name, current(read("/agent run "))]).toEqual(["agent run", "agent"]);
    expect(read("/run_agent ").command?.name).toBe("agent run");
    expect(read("/AGENT  run x").command?.name).toBe("agent run");
    expect(read("/agents").isReady).toBe(true);
  });

  test("a choice replaces the words of the command and nothing after them", () => {
    const { from, to } = read("/age|nt pause x");
    expect([from, to]).toEqual([0, 6]);
  });
});

describe("each argument has its state", () => {
  test("filled, asked for now, still to come", () => {
    const reading = read("/report 7d ");
    expect(states(reading)).toBe("period filled 7d; compare empty; post_to empty");
    expect([current(reading), reading.isReady]).toEqual(["compare", true]);
  });

  test("a value that can still become right holds the command, and is not called wrong", () => {
    expect([states(read("/report 3")), read("/report 3").isReady]).toEqual(["period open 3; compare empty; post_to empty", false]);
    expect(read("/report ").isReady).toBe(false);
  });

  test("a wrong value says the rule", () => {
    const reading = read("/report year ");
    expect(reading.slots[0]).toMatchObject({ state: "wrong", rule: "period is one of today, 7d, 30d." });
    expect(reading.isReady).toBe(false);
    expect(read('/runs "Sales Sentinel" many').slots[1]).toMatchObject({ state: "wrong", rule: "count is a whole number." });
  });

  test("a name given with its value is found in any order", () => {
    const reading = read("/report compare=yes period=");
    expect([states(reading), current(reading), reading.query]).toEqual(["period empty; compare filled yes; post_to empty", "period", ""]);
    expect(reading.from).toBe("/report compare=yes period=".length);
  });
});

describe("names may have spaces", () => {
  test("with quotes or without", () => {
    expect(states(read("/agent pause Sales Sentinel"))).toBe("agent filled Sales Sentinel");
    expect(states(read('/agent pause "Sales Sentinel"'))).toBe("agent filled Sales Sentinel");
    expect(states(read("/runs Sales Sentinel 5"))).toBe("agent filled Sales Sentinel; count filled 5");
    expect(states(read("/runs 5"))).toBe("agent empty; count filled 5");
    expect(states(read(String.raw`/agent pause "The \"best\" one"`))).toBe('agent filled The "best" one');
  });

  test("and other text of several words needs them", () => {
    expect(read("/link account A B").slots[0]).toMatchObject({ state: "wrong", rule: "Put quotation marks around code: it has several words." });
    expect(read('/link account "A B"').isReady).toBe(true);
  });

  test("until an object or a key begins", () => {
    expect(states(read('/agent run Sales Sentinel {topic: "x"}'))).toBe('agent filled Sales Sentinel; params filled {topic: "x"}');
    expect(states(read("/agent run sales tone=warm size=2"))).toBe("agent filled sales; params filled tone=warm size=2");
  });

  test("and what takes the rest takes all of it", () => {
    expect(states(read("/page new Plans for spring"))).toBe("title filled Plans for spring");
  });

  test("a quote or brace without its end is not finished", () => {
    expect(read('/agent pause "Sales').slots[0]).toMatchObject({ state: "open" });
    expect(read("/agent run sales {a: 1|").isReady).toBe(false);
    expect(read("/agent run sales {a: 1}").isReady).toBe(true);
  });
});

describe("what an agent takes is asked for by name", () => {
  const inputs = [argument("period", "choice", { ...optional, choices: ["today", "7d"] }), argument("tone", "string", optional)];
  const agents = { names: ["Sales Sentinel", "Sales"], inputsOf: (name: string) => (name === "Sales Sentinel" ? inputs : undefined) };
  const ask = (text: string): Reading => readCommand(text, text.length, COMMANDS, agents);
  const keys = (text: string): string[] | null => ask(text).keys?.map((one) => one.name) ?? null;

  test("once the agent is known, and what was begun is found", () => {
    expect([keys("/agent run Sales "), keys("/agent run Sales Sentinel "), keys('/agent run "Sales Sentinel" to')]).toEqual([null, ["period", "tone"], ["tone"]]);
    expect(keys("/agent run Sales Sentinel period=7d ")).toEqual(["tone"]);
  });

  test("each has its state, and a wrong one holds the run", () => {
    const reading = ask("/agent run Sales Sentinel period=");
    expect([states(reading), current(reading), reading.keys]).toEqual(["agent filled Sales Sentinel; period empty; tone empty", "period", null]);
    expect(ask("/agent run Sales Sentinel period=year ").slots[1]).toMatchObject({ state: "wrong", rule: "period is one of today, 7d." });
    expect(ask("/agent run Sales Sentinel period=7d tone=warm").isReady).toBe(true);
  });

  test("an object is left as it is written", () => {
    expect(states(ask("/agent run Sales Sentinel {period: '7d'}"))).toBe("agent filled Sales Sentinel; params filled {period: '7d'}");
  });
});

test("inside of what takes the rest only the word at the caret is replaced", () => {
  const text = "/agent run sales tone=warm si";
  const reading = read(text);
  expect([current(reading), reading.query, text.slice(reading.from, reading.to)]).toEqual(["params", "si", "si"]);
});

test("a value with spaces is written in quotes, except where everything is taken", () => {
  expect(written("Sales Sentinel", argument("agent", "agent"))).toBe('"Sales Sentinel"');
  expect(written("sentinel", argument("agent", "agent"))).toBe("sentinel");
  expect(written("a b", argument("title", "string", { is_rest: true }))).toBe("a b");
});

test("what is asked for is also said", () => {
  expect(spoken(argument("period", "choice"), 4)).toBe("period, one of, required, 4 values");
  expect(spoken(argument("n", "integer", optional), 1)).toBe("n, whole number, optional, 1 value");
});
