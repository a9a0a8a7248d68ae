import type { Command, CommandArgument } from "../api/writing";
import { type Token, tokensOf } from "./tokens";

/** One argument of the command being written. `open` is not finished, `wrong` cannot become right by writing on. */
export interface Slot {
  readonly argument: CommandArgument;
  readonly state: "empty" | "filled" | "open" | "wrong";
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** What it must be, where it is not that. */
  readonly rule: string | null;
}

/** What a text that begins with `/` says so far, and what can be chosen at the caret. */
export interface Reading {
  readonly command: Command | null;
  /** While the command itself is being chosen: those that fit, the best first. */
  readonly commands: readonly Command[] | null;
  readonly slots: readonly Slot[];
  /** The place of the argument at the caret. */
  readonly current: number | null;
  /** What an agent takes, where one of it can be begun here: each is given by its name. */
  readonly keys: readonly CommandArgument[] | null;
  /** What was written of what is chosen now, and what a choice replaces. */
  readonly query: string;
  readonly from: number;
  readonly to: number;
  /** Nothing is missing or wrong. */
  readonly isReady: boolean;
}

/** What is known of the workspace's agents: their names, and what one of them takes. */
export interface KnownAgents {
  readonly names: readonly string[];
  readonly inputsOf: (name: string) => readonly CommandArgument[] | undefined;
}

const NOBODY: KnownAgents = { names: [], inputsOf: () => undefined };

const KINDS: Record<CommandArgument["type"], string> = {
  string: "text", integer: "whole number", number: "number", boolean: "yes or no", choice: "one of", json: "key=value or {…}",
  user: "person", channel: "channel", agent: "agent", run: "run",
};
/** Names of what there is: they may have spaces, and need no quotes then. */
const NAMES: ReadonlySet<string> = new Set(["agent", "user", "channel", "run"]);
const YES_NO = ["true", "false", "yes", "no", "on", "off", "1", "0"];

export function kindOf(argument: CommandArgument): string {
  return KINDS[argument.type] ?? argument.type;
}

// Which command

const words = (text: string): string => text.trim().replace(/\s+/gu, " ").toLowerCase();

interface Named {
  readonly command: Command;
  readonly end: number;
}

/** The command whose name, or other name, the text begins with; the longest of several. */
function commandOf(text: string, commands: readonly Command[]): Named | null {
  let best: Named | null = null;
  for (const command of commands) {
    for (const name of [command.name, ...command.aliases]) {
      const pattern = name.split(" ").map((word) => word.replace(/[^\w]/gu, "\\$&")).join("\\s+");
      const end = new RegExp(`^/${pattern}(?=\\s|$)`, "iu").exec(text)?.[0].length ?? 0;
      if (end > (best?.end ?? 0)) best = { command, end };
    }
  }
  return best;
}

function rank(command: Command, query: string): number {
  if (command.name.startsWith(query)) return 0;
  if (command.aliases.some((name) => name.startsWith(query))) return 1;
  return command.name.split(" ").some((word) => word.startsWith(query)) ? 2 : 3;
}

/** The commands that fit what was written, those that begin with it first. */
export function commandsFor(query: string, commands: readonly Command[]): Command[] {
  const ranked = commands.map((command) => ({ command, place: rank(command, query) })).filter((one) => one.place < 3);
  return ranked.sort((one, other) => one.place - other.place || one.command.name.localeCompare(other.command.name)).map((one) => one.command);
}

// What its arguments are

function fits(argument: CommandArgument, value: string): boolean {
  const low = value.toLowerCase();
  switch (argument.type) {
    case "integer": return /^[+-]?\d+$/u.test(value);
    case "number": return /^[+-]?(\d+\.?\d*|\.\d+)$/u.test(value);
    case "boolean": return YES_NO.includes(low);
    case "choice": return (argument.choices ?? []).length === 0 || (argument.choices ?? []).some((one) => one.toLowerCase() === low);
    default: return true;
  }
}

/** Whether it is text of several words that stand without quotes. */
function isLoose(argument: CommandArgument, { last, from }: Filling): boolean {
  return argument.type === "string" && !isRest(argument) && last.kind === "bare" && last.at > from;
}

/** Whether writing on could still make it right. */
function mayFit(argument: CommandArgument, value: string): boolean {
  if (argument.type === "boolean") return YES_NO.some((one) => one.startsWith(value.toLowerCase()));
  if (argument.type === "choice") return (argument.choices ?? []).some((one) => one.toLowerCase().startsWith(value.toLowerCase()));
  return /^[+-]?\.?$/u.test(value);
}

function ruleOf(argument: CommandArgument): string {
  switch (argument.type) {
    case "integer": return `${argument.name} is a whole number.`;
    case "number": return `${argument.name} is a number.`;
    case "boolean": return `${argument.name} is yes or no.`;
    case "choice": return `${argument.name} is one of ${(argument.choices ?? []).join(", ")}.`;
    default: return `${argument.name} is not finished: a quote or bracket is missing at its end.`;
  }
}

interface Filling {
  readonly value: string;
  readonly from: number;
  readonly to: number;
  readonly last: Token;
}

const isRest = (argument: CommandArgument): boolean => argument.is_rest === true || argument.type === "json";

/** Whether a bare word belongs to the name before it: names may have spaces, and no quotes. */
function continues(filling: Filling, token: Token, next: CommandArgument | undefined): boolean {
  if (filling.last.kind !== "bare" || filling.last.key !== null || token.kind !== "bare" || token.key !== null) return false;
  if (next === undefined || next.type === "json") return true;
  return !next.is_rest && !fits(next, token.value);
}

/** Gives the words to the arguments: by name where one is written, else in their order. */
class Fillings {
  readonly all = new Map<string, Filling>();
  /** Those that are not written by name, and how many of them have a value. */
  private readonly waiting: readonly CommandArgument[];
  private at = 0;
  /** Words that belong to nothing: the beginning of a key. */
  readonly loose: Token[] = [];

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly declared: readonly CommandArgument[],
    private readonly names: readonly string[],
    /** Of what the agent takes nothing is given by its place. */
    private readonly inputs: readonly CommandArgument[] = [],
  ) {
    // Where one argument takes keys, every key is for it.
    const takesKeys = declared.some((one) => one.type === "json");
    this.waiting = declared.filter((one) => takesKeys || !tokens.some((token) => token.key === one.name));
    for (const [place, token] of tokens.entries()) if (!this.take(token, place)) break;
  }

  /** Gives one word away; false where it took all that follow. */
  private take(token: Token, place: number): boolean {
    const named = [...this.declared, ...this.inputs].find((one) => one.name === token.key && !this.waiting.includes(one));
    if (named !== undefined) {
      this.all.set(named.name, { value: token.value, from: token.at, to: token.to, last: token });
      return true;
    }
    if (this.belongsBefore(token)) {
      this.extend(token);
      return true;
    }
    const argument = this.next(token);
    if (argument === undefined) {
      if (this.inputs.length > 0) this.loose.push(token);
      else this.extend(token);
      return true;
    }
    const last = isRest(argument) ? (this.tokens.at(-1) ?? token) : token;
    const isAlone = !isRest(argument) || place === this.tokens.length - 1;
    this.all.set(argument.name, { value: isAlone ? token.value : this.text.slice(token.from, last.to), from: token.from, to: last.to, last });
    return !isRest(argument);
  }

  private belongsBefore(token: Token): boolean {
    const before = this.waiting[this.at - 1];
    const filling = before && this.all.get(before.name);
    if (before === undefined || filling === undefined || !NAMES.has(before.type)) return false;
    return continues(filling, token, this.waiting[this.at]) && !this.isWhole(filling.value, token.value);
  }

  /** Whether a name is complete, and no other goes on with that word. */
  private isWhole(name: string, next: string): boolean {
    const [low, longer] = [name.toLowerCase(), `${name} ${next}`.toLowerCase()];
    return this.names.some((one) => one.toLowerCase() === low) && !this.names.some((one) => one.toLowerCase().startsWith(longer));
  }

  /** Adds a word to the argument before it. */
  private extend(token: Token): void {
    const before = this.waiting[this.at - 1];
    const filling = before && this.all.get(before.name);
    if (before && filling) this.all.set(before.name, { value: this.text.slice(filling.from, token.to), from: filling.from, to: token.to, last: token });
  }

  /** A number is rather for the next argument than a name that may be left out. */
  private passedOver(token: Token): number {
    const [one, following] = this.waiting.slice(this.at);
    const isNumber = following?.type === "integer" && fits(following, token.value);
    return one !== undefined && NAMES.has(one.type) && !one.is_required && isNumber ? 1 : 0;
  }

  /** The argument that is next in order. `key=value` and `{…}` go to the one that takes keys; those before it were left out. */
  private next(token: Token): CommandArgument | undefined {
    const isKeyed = token.key !== null || token.kind === "object";
    const keyed = isKeyed ? this.waiting.findIndex((one, index) => index >= this.at && one.type === "json") : -1;
    const place = keyed < 0 ? this.at + this.passedOver(token) : keyed;
    if (place < this.waiting.length) this.at = place + 1;
    return this.waiting[place];
  }
}

function slotOf(argument: CommandArgument, filling: Filling | undefined, caret: number): Slot {
  if (filling === undefined) return { argument, state: "empty", value: "", from: caret, to: caret, rule: null };
  const { value, from, to, last } = filling;
  const isHere = caret >= from && caret <= to;
  const base = { argument, value, from, to };
  if (value === "" && !last.isOpen) return { ...base, state: "empty", rule: null };
  if (last.isOpen) return { ...base, state: isHere ? "open" : "wrong", rule: ruleOf({ ...argument, type: "string" }) };
  if (isLoose(argument, filling)) return { ...base, state: "wrong", rule: `Put quotation marks around ${argument.name}: it has several words.` };
  if (fits(argument, value)) return { ...base, state: "filled", rule: null };
  return { ...base, state: isHere && mayFit(argument, value) ? "open" : "wrong", rule: ruleOf(argument) };
}

/** The argument that the caret stands in, else the first one after it that is still to be given. */
function currentOf(slots: readonly Slot[], text: string, caret: number): number | null {
  const inside = slots.findIndex((slot) => (slot.state !== "empty" || slot.from !== slot.to || text[slot.from - 1] === "=") && caret >= slot.from && caret <= slot.to);
  if (inside >= 0 && !(slots[inside]?.state === "empty" && slots[inside]?.from === caret && text[caret - 1] !== "=")) return inside;
  const rest = slots.findIndex((slot) => isRest(slot.argument) && slot.state !== "empty" && caret > slot.to);
  if (rest >= 0) return rest;
  const next = slots.findIndex((slot) => slot.state === "empty");
  return next < 0 ? null : next;
}

/** What is chosen at the caret inside of an argument: in one that takes everything, only the word there. */
function chosenIn(slot: Slot, text: string, caret: number): { query: string; from: number; to: number } {
  if (!isRest(slot.argument) || slot.argument.type === "string") {
    const isEmpty = slot.state === "empty";
    return { query: text.slice(slot.from, Math.min(caret, slot.to)).replace(/^"/u, ""), from: isEmpty ? caret : slot.from, to: isEmpty ? caret : slot.to };
  }
  const token = tokensOf(text, slot.state === "empty" ? caret : slot.from).find((one) => caret >= one.from && caret <= one.to);
  return token === undefined ? { query: "", from: caret, to: caret } : { query: text.slice(token.from, caret), from: token.from, to: token.to };
}

interface Given {
  readonly slots: readonly Slot[];
  readonly inputs: readonly CommandArgument[];
  /** The word at the caret that belongs to nothing. */
  readonly loose: Token | undefined;
}

/** What is given of a command; where it says to an agent what it takes, each of that as an argument of its own. */
function givenTo({ command, end }: Named, text: string, caret: number, agents: KnownAgents): Given {
  const tokens = tokensOf(text, end);
  const first = new Fillings(text, tokens, command.arguments, agents.names);
  const slotsOf = (declared: readonly CommandArgument[], { all }: Fillings): Slot[] => declared.map((argument) => slotOf(argument, all.get(argument.name), caret));
  const agent = command.arguments.find((one) => one.type === "agent");
  const inputs = (agent && agents.inputsOf(first.all.get(agent.name)?.value ?? "")) ?? [];
  const keyless = command.arguments.filter((one) => one.type !== "json");
  const isObject = tokens.some((token) => token.kind === "object" && token.key === null);
  if (inputs.length === 0 || isObject || keyless.length === command.arguments.length) return { slots: slotsOf(command.arguments, first), inputs: [], loose: undefined };
  const second = new Fillings(text, tokens, keyless, agents.names, inputs);
  const loose = second.loose.find((token) => caret >= token.from && caret <= token.to);
  return { slots: slotsOf([...keyless, ...inputs], second), inputs, loose };
}

/** Where nothing of what an agent takes is written yet: what may be. */
function keysAt({ slots, inputs, loose }: Given, text: string, caret: number): { keys: CommandArgument[]; query: string; from: number; to: number } | null {
  if (inputs.length === 0 || slots.some((slot) => slot.from !== slot.to && caret >= slot.from && caret <= slot.to)) return null;
  if (loose === undefined && !/\s/u.test(text[caret - 1] ?? "")) return null;
  if (slots.some((slot) => slot.state === "empty" && slot.argument.is_required && !inputs.includes(slot.argument))) return null;
  const query = loose === undefined ? "" : text.slice(loose.from, caret).toLowerCase();
  const open = slots.filter((slot) => slot.state === "empty" && inputs.includes(slot.argument)).map((slot) => slot.argument);
  return { keys: open.filter((one) => one.name.toLowerCase().startsWith(query)), query, from: loose?.from ?? caret, to: loose?.to ?? caret };
}

/** Whether a longer command begins with what was written, so that it is not settled yet. */
function isOpen(begun: string, typed: string, named: Named | null, commands: readonly Command[]): boolean {
  return commands.some(({ name }) => name.startsWith(begun) && name.length > (named?.command.name.length ?? 0) && name !== typed);
}

const NOTHING: Given = { slots: [], inputs: [], loose: undefined };

function isReady(slots: readonly Slot[]): boolean {
  return slots.every((slot) => slot.state === "filled" || (slot.state === "empty" && !slot.argument.is_required));
}

/** What is chosen at the caret behind a command that is settled. */
function choosing(given: Given, text: string, caret: number): Pick<Reading, "current" | "keys" | "query" | "from" | "to"> {
  const keys = keysAt(given, text, caret);
  if (keys !== null) return { current: null, ...keys };
  const current = currentOf(given.slots, text, caret);
  const slot = current === null ? undefined : given.slots[current];
  const chosen = slot === undefined ? { query: "", from: caret, to: caret } : chosenIn(slot, text, caret);
  return { current, keys: null, ...chosen };
}

/** Reads a text that begins with `/`, with the caret at `caret`. */
export function readCommand(text: string, caret: number, commands: readonly Command[], agents: KnownAgents = NOBODY): Reading {
  const typed = words(text.slice(1, caret));
  const begun = /\s$/u.test(text.slice(0, caret)) ? `${typed} ` : typed;
  const named = commandOf(text, commands);
  const given = named === null ? NOTHING : givenTo(named, text, caret, agents);
  const base = { command: named?.command ?? null, commands: null, slots: given.slots, isReady: named !== null && isReady(given.slots) };
  const isSettled = named !== null && caret > named.end && (caret < text.length || !isOpen(begun, typed, named, commands));
  if (isSettled) return { ...base, ...choosing(given, text, caret) };
  const word = text.slice(caret).search(/\s|$/u);
  return { ...base, commands: commandsFor(begun, commands), current: null, keys: null, query: typed, from: 0, to: caret + word };
}

/** How a value is written so that it is read as one: in quotes where it has spaces. */
export function written(value: string, argument: CommandArgument): string {
  if (isRest(argument) || !/\s/u.test(value) || value.startsWith('"')) return value;
  return `"${value.replaceAll('"', "")}"`;
}

/** `period, one of, required, 4 values`: what is asked now, for who does not see it. */
export function spoken(argument: CommandArgument, values: number): string {
  const how = argument.is_required ? "required" : "optional";
  return `${argument.name}, ${kindOf(argument)}, ${how}, ${values === 1 ? "1 value" : `${String(values)} values`}`;
}
