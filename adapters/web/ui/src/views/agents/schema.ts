import type { Definition, Input, Trigger } from "../../api/agents";

/** What may stand in a configuration, as a tree of keys: completion, help and checks all read it. */

export interface Value {
  readonly text: string;
  readonly about?: string;
}

export interface Key {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "url" | "json" | "map" | "list";
  readonly about: string;
  readonly isRequired?: boolean;
  /** It names a secret: no run brings another. */
  readonly isSecret?: boolean;
  /** What holds where nothing is written; undefined for nothing. */
  readonly initial?: unknown;
  readonly example?: unknown;
  /** What it may be, and whether it may be nothing else. */
  readonly values?: readonly Value[];
  readonly isClosed?: boolean;
  /** The keys of a map, or of each item of a list; without them anything may stand in it. */
  readonly keys?: readonly Key[];
  /** Other keys than those may stand there too. */
  readonly isOpen?: boolean;
}

/** What the workspace has that a configuration may name. */
export interface Around {
  readonly channels: readonly string[];
}

const YES_NO: readonly Value[] = [{ text: "true" }, { text: "false" }];

export const TIMES: readonly Value[] = [
  { text: "*/5 * * * *", about: "Every 5 minutes" },
  { text: "0 * * * *", about: "Every hour" },
  { text: "0 9 * * *", about: "Every day at 9" },
  { text: "0 9 * * 1-5", about: "Workdays at 9" },
  { text: "0 9 * * 1", about: "Mondays at 9" },
];

/** A value as it is written on one line. */
export function written(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const isPlain = /^[\p{L}/][\p{L}\p{N} _./@+-]*$/u.test(value) && !/^(?:true|false|null|yes|no|on|off)$/iu.test(value) && value === value.trim();
  return isPlain ? value : JSON.stringify(value);
}

/** The values an input is chosen from, where there are any. */
function inputValues(one: Input, around: Around): readonly Value[] | null {
  if (one.accepted_values_list) return one.accepted_values_list.map((value) => ({ text: written(value) }));
  if (one.data_type === "boolean") return YES_NO;
  return isChannel(one) ? around.channels.map((name) => ({ text: written(name), about: "Channel" })) : null;
}

const isChannel = (one: Input): boolean => one.data_type === "string" && one.key_name.includes("channel");

/** A secret is named, and never written. */
const SECRET_REF: readonly Key[] = [{ name: "secret_ref", type: "string", about: "The name of the secret, as it stands under Settings, Secrets." }];

function inputKey(one: Input, around: Around): Key {
  if (one.is_secret === true) return { name: one.key_name, type: "json", isSecret: true, about: one.description_text ?? "", isRequired: one.is_required === true, example: one.example_value ?? { secret_ref: "name" }, keys: SECRET_REF };
  const values = inputValues(one, around);
  return {
    name: one.key_name,
    type: one.data_type === "markdown" || one.data_type === "event" ? "string" : one.data_type,
    about: one.description_text ?? "",
    isRequired: one.is_required === true && one.comes_with_event !== true,
    initial: one.default_value ?? undefined,
    example: one.example_value ?? undefined,
    ...(values ? { values } : {}),
    isClosed: one.accepted_values_list !== undefined,
  };
}

const OVERRIDES: readonly Key[] = [
  { name: "cron_expression", type: "string", about: "When it starts on its own. Five fields: minute, hour, day, month, weekday.", values: TIMES },
  { name: "timezone", type: "string", about: "The time zone its schedule is meant in; without it the workspace's." },
  { name: "event_filter_json", type: "json", about: "Which events start it: paths into the event with what they have to be." },
  { name: "kafka_topic_name", type: "string", about: "The topic its events are read from." },
  { name: "kafka_consumer_group_suffix", type: "string", about: "The end of the name of its consumer group." },
  { name: "webhook_path_suffix", type: "string", about: "The end of the address of its webhook." },
];

function triggerKeys(triggers: readonly Trigger[]): readonly Key[] {
  const values = triggers.map((one) => ({ text: one.key, about: one.description_text ?? "" }));
  return [
    { name: "trigger_definition_key", type: "string", about: "Which of the agent's triggers this is about.", isRequired: true, values, isClosed: true },
    { name: "enabled", type: "boolean", about: "Whether it may start the agent.", initial: true, values: YES_NO },
    { name: "config_override", type: "map", about: "Other settings than the agent's own. Only where the trigger allows it.", keys: OVERRIDES },
  ];
}

const API_KEY: Key = {
  name: "llm_api_key", type: "map", about: "The key that this model is asked with, by the name of a secret of the workspace. Owners and admins set this.",
  keys: SECRET_REF,
};

function modelValues(definition: Definition): readonly Value[] {
  const models = definition.stack_details_json.llm_models_used_array ?? [];
  return models.flatMap((one) => (one.provider && one.model_name ? [{ text: written(`${one.provider}:${one.model_name}`), about: one.purpose.replaceAll("_", " ") }] : []));
}

/** The names in the namespace's template that a configuration may fill. */
function memoryKeys(template: string | null | undefined): readonly Key[] {
  const names = [...(template ?? "").matchAll(/\{\{\s*(\w+)\s*\}\}/gu)].map((found) => found[1] ?? "").filter((name) => name !== "" && name !== "agent_id" && name !== "workspace_id");
  return [...new Set(["instance_suffix", ...names])].map((name) => ({ name, type: "string", about: "A part of the name under which the agent remembers." }));
}

/** The whole tree of what may stand in a configuration of this agent. */
export function schemaOf(definition: Definition, around: Around): Key {
  const outputs = definition.outputs_config_json_array.map((one) => ({ text: one.key_name, about: one.description_text ?? "" }));
  const models = modelValues(definition);
  const model: Key = { name: "llm_model", type: "string", about: "The language model, written provider:model.", ...(models.length > 0 ? { values: models, isClosed: true } : {}) };
  const keys: readonly Key[] = [
    { name: "inputs", type: "map", about: "What the agent works with. What is not written keeps its default.", keys: definition.inputs_schema_json_array.map((one) => inputKey(one, around)) },
    { name: "triggers", type: "list", about: "What may start the agent, each by its key.", keys: triggerKeys(definition.triggers_config_json_array) },
    { name: "memory", type: "map", about: "Where the agent remembers.", keys: memoryKeys(definition.memory_config_json.default_namespace_template), isOpen: true },
    { name: "stack_preferences", type: "map", about: "What it is run with.", keys: [model, API_KEY], isOpen: true },
    { name: "advanced_features", type: "map", about: "Switches of this agent alone." },
    { name: "snippet_preview_output_key", type: "string", about: "The output that is shown on pages.", values: outputs, isClosed: true },
    { name: "output_to_canvas_block", type: "map", about: "A block of a page that an output is written to.", isOpen: true, keys: [
      { name: "target_block_id", type: "string", about: "The block." },
      { name: "output_key_to_map", type: "string", about: "The output.", values: outputs },
    ] },
    { name: "tools", type: "list", about: "The tools it may use. Owners and admins set this." },
    { name: "budget", type: "map", about: "What it may spend, each run and each day. Owners and admins set this." },
    { name: "auto_approve", type: "list", about: "What it may do without asking. Owners and admins set this." },
  ];
  return { name: "", type: "map", about: "", keys };
}

/** The key at the end of a path; the items of a list are passed over. */
export function keyAt(root: Key, path: readonly string[]): Key | null {
  let at: Key | undefined = root;
  for (const name of path) at = at?.keys?.find((one) => one.name === name);
  return at ?? null;
}
