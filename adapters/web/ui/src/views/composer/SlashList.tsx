import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useEffectEvent, useId, useImperativeHandle, useMemo } from "react";

import { useAgents, useMe } from "../../api/queries";
import { type Command, type Suggestion, useCommands, useInputs, useSuggestions } from "../../api/writing";
import { readCommand, type Reading, type Slot, spoken, written } from "../../lib/command";
import type { Change } from "../../lib/marks";
import { useSettled } from "../../lib/media";
import { plain } from "../../lib/mentions";
import { count } from "../../lib/words";
import { Beside } from "./Beside";
import type { CompletionProps, Keys, Shown } from "./completing";
import { type Choice, type Option, Options, useChoice } from "./Options";
import { KeyFoot, Signature } from "./Signature";

const ASKED: ReadonlySet<string> = new Set(["choice", "boolean", "json", "user", "channel", "agent", "run"]);
const RANKS = ["guest", "member", "admin", "owner"];
const WHO: Record<string, string> = { owner: "An owner runs this", admin: "An owner or admin runs this", member: "Members run this" };

/** The values that are known without asking. */
function ownValues({ argument }: Slot): Suggestion[] {
  const values = argument.type === "boolean" ? ["yes", "no"] : (argument.choices ?? []);
  return values.map((value) => ({ value, label: value, description: null }));
}

function fits(one: Suggestion, query: string): boolean {
  return [one.value, one.label].some((text) => plain(text).includes(plain(query)));
}

/** A name in one word, as it may be written too. */
function slugOf(name: string): string {
  return plain(name).replace(/[^a-z0-9]+/gu, "-").replace(/^-|-$/gu, "");
}

/** The text as a command, with what the agent in it takes once that is known. */
function useReading(text: string, caret: number, workspaceId: string, commands: readonly Command[]): Reading {
  const agents = useAgents(workspaceId).data;
  const names = useMemo(() => agents?.flatMap((one) => [one.name, slugOf(one.name)]) ?? [], [agents]);
  const first = useMemo(() => readCommand(text, caret, commands, { names, inputsOf: () => undefined }), [text, caret, commands, names]);
  const named = first.command?.arguments.some((one) => one.type === "json") ? first.slots.find((slot) => slot.argument.type === "agent")?.value.toLowerCase() : undefined;
  const agent = agents?.find((one) => [one.name.toLowerCase(), slugOf(one.name), one.id].includes(named ?? "")) ?? null;
  const inputs = useInputs(agent?.agent_definition_id ?? null);
  return useMemo(
    () => (inputs === undefined ? first : readCommand(text, caret, commands, { names, inputsOf: () => inputs })),
    [first, inputs, text, caret, commands, names],
  );
}

const NO_COMMANDS: readonly Command[] = [];

const slotAt = (reading: Reading): Slot | undefined => (reading.current === null ? undefined : reading.slots[reading.current]);

/** What to ask the server about the argument at the caret; null where it cannot know. */
function askedOf(reading: Reading, workspaceId: string, channelId: string, query: string): Parameters<typeof useSuggestions>[0] {
  const argument = slotAt(reading)?.argument;
  if (argument === undefined || reading.command === null || !(argument.suggest || ASKED.has(argument.type))) return null;
  return { workspaceId, channelId, command: reading.command.name, argument: argument.name, query };
}

/** The values for the argument at the caret: those that fit what was written, else all of a short list. */
function useValues(reading: Reading, workspaceId: string, channelId: string): Suggestion[] {
  const query = useSettled(reading.query, 120);
  const found = useSuggestions(askedOf(reading, workspaceId, channelId, query));
  const slot = slotAt(reading);
  if (slot === undefined) return [];
  const all = found.data?.length ? found.data : ownValues(slot);
  const isFresh = found.data !== undefined && !found.isPlaceholderData && query === reading.query;
  const fitting = isFresh ? all : all.filter((one) => fits(one, reading.query));
  return fitting.length > 0 ? fitting : ownValues(slot);
}

/** What accepting a value writes; a space follows where something else can. */
function valueChange(text: string, reading: Reading, value: string): Change {
  const slot = reading.slots[reading.current ?? -1];
  const insert = slot === undefined ? value : written(value, slot.argument);
  const more = reading.slots.some((one) => one !== slot && one.state === "empty");
  const space = !value.endsWith("=") && more && !/^\s/u.test(text.slice(reading.to)) ? " " : "";
  const end = reading.from + insert.length + (space === "" && /^\s/u.test(text.slice(reading.to)) && !value.endsWith("=") ? 1 : space.length);
  return { from: reading.from, to: reading.to, insert: insert + space, select: [end, end] };
}

function keyChange({ from, to }: Reading, insert: string): Change {
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
}

function commandChange(text: string, reading: Reading, command: Command): Change {
  const follows = /^\s/u.test(text.slice(reading.to));
  const insert = `/${command.name}${command.arguments.length > 0 && !follows ? " " : ""}`;
  const end = insert.length + (follows ? 1 : 0);
  return { from: reading.from, to: reading.to, insert, select: [end, end] };
}

function CommandRow({ command, why }: { command: Command; why: string | null }): ReactNode {
  return (
    <>
      <code className="option-name">/{command.name}</code>
      <span className="option-words cut">{why ?? command.summary}</span>
    </>
  );
}

function ValueRow({ one }: { one: Suggestion }): ReactNode {
  return (
    <>
      <code className="option-name cut">{one.label || one.value}</code>
      <span className="option-words cut">{one.description}</span>
    </>
  );
}

function useOptions(props: CompletionProps, reading: Reading, values: readonly Suggestion[], listId: string): Option[] {
  const { text, workspaceId, onChange } = props;
  const role = useMe().data?.workspaces.find((one) => one.id === workspaceId)?.role ?? "owner";
  if (reading.commands !== null) {
    return reading.commands.map((command) => {
      const isDisabled = RANKS.indexOf(role) < RANKS.indexOf(command.role);
      const why = isDisabled ? (WHO[command.role] ?? null) : null;
      return { id: `${listId}-${command.name.replaceAll(" ", "-")}`, isDisabled, row: <CommandRow command={command} why={why} />, accept: () => { onChange(commandChange(text, reading, command)); } };
    });
  }
  if (reading.keys !== null) {
    return reading.keys.map((one) => {
      const key = `${one.name}=`;
      return { id: `${listId}-${one.name}`, row: <ValueRow one={{ value: key, label: key, description: one.description }} />, accept: () => { onChange(keyChange(reading, key)); } };
    });
  }
  return values.map((one, at) => ({ id: `${listId}-${String(at)}`, row: <ValueRow one={one} />, accept: () => { onChange(valueChange(text, reading, one.value)); } }));
}

/** What keeps the command from being sent. */
function holdOf(reading: Reading): string | null {
  if (reading.command === null || reading.isReady) return null;
  const bad = reading.slots.find((slot) => slot.state === "wrong" || slot.state === "open");
  if (bad?.rule) return bad.rule;
  const missing = reading.slots.find((slot) => slot.state === "empty" && slot.argument.is_required);
  return missing ? `${missing.argument.name} is required.` : null;
}

function saidOf(reading: Reading, rows: number): string {
  const slot = slotAt(reading);
  if (slot?.state === "wrong" && slot.rule) return slot.rule;
  if (reading.commands !== null) return count(rows, "command");
  if (reading.keys !== null) return `${count(rows, "value")} can be given by name`;
  return slot === undefined ? `/${reading.command?.name ?? ""}, ready` : spoken(slot.argument, rows);
}

/** What Enter would do here. */
function enterOf(reading: Reading, choice: Choice): "run" | "insert" | null {
  if (reading.isReady && !choice.isMeant) return "run";
  return choice.active === null ? null : "insert";
}

/** The keys of the list; what is complete is run by Enter, so that the field has that key. */
function pressed(event: KeyboardEvent, reading: Reading, choice: Choice, onHide: () => void): boolean {
  if (event.key === "Escape") {
    onHide();
    return true;
  }
  if (choice.move(event)) return true;
  if (event.shiftKey || event.ctrlKey || event.metaKey) return false;
  const isTaken = event.key === "Tab" || (event.key === "Enter" && enterOf(reading, choice) === "insert");
  if (!isTaken || choice.active === null) return false;
  choice.active.accept();
  return true;
}

function shownOf(reading: Reading, listId: string | null, choice: Choice): Shown {
  return { listId, activeId: listId && (choice.active?.id ?? null), isCommand: reading.command !== null, hold: holdOf(reading) };
}

function listLabel(reading: Reading): string {
  if (reading.commands !== null) return "Commands";
  return reading.keys === null ? `Values for ${slotAt(reading)?.argument.name ?? ""}` : "What the agent can be told";
}

function NoCommand({ text, isError }: { text: string; isError: boolean }): ReactNode {
  const words = isError ? "The commands could not be read. What you write is sent as it stands." : `No command begins with ${text.split(/\s/u, 1)[0] ?? ""}.`;
  return <p className="completion-note">{words}</p>;
}

/** Commands, and for the chosen one its arguments with their values. Tab inserts; Enter runs what is complete. */
export function SlashList(props: CompletionProps & { ref: Ref<Keys> }): ReactNode {
  const { text, caret, workspaceId, channel, field, box, isHidden, onShown, onHide, ref } = props;
  const listId = useId();
  const commands = useCommands(workspaceId);
  const reading = useReading(text, caret, workspaceId, commands.data ?? NO_COMMANDS);
  const values = useValues(reading, workspaceId, channel.id);
  const options = useOptions(props, reading, values, listId);
  const choice = useChoice(options, text);
  const isOpen = !isHidden && !commands.isPending;
  const hasRows = isOpen && options.length > 0;
  const shown = shownOf(reading, hasRows ? listId : null, choice);
  const tell = useEffectEvent(() => { onShown(shown); });
  useEffect(() => { tell(); }, [shown.listId, shown.activeId, shown.isCommand, shown.hold]);
  useImperativeHandle(ref, () => ({ press: (event) => isOpen && pressed(event, reading, choice, onHide) }));

  if (!isOpen) return null;
  return (
    <Beside field={field} box={box} at={null}>
      {reading.commands === null ? <Signature reading={reading} /> : null}
      {hasRows ? <Options id={listId} label={listLabel(reading)} options={options} choice={choice} /> : null}
      {reading.commands?.length === 0 ? <NoCommand text={text} isError={commands.isError} /> : null}
      <KeyFoot enter={enterOf(reading, choice)} hasRows={hasRows} />
      <div className="unseen" role="status">{saidOf(reading, options.length)}</div>
    </Beside>
  );
}
