import type { Definition, Trigger } from "../../api/agents";
import type { OwnAgent } from "../../api/ownAgents";
import { told } from "./words";

/** What a form shows of an agent made without code; the rest of its triggers stays as it is. */
export interface OwnFields {
  name: string;
  about: string;
  instructions: string;
  tools: readonly string[];
  model: string;
  cron: string;
  zone: string;
  suffix: string;
  others: readonly Trigger[];
}

export const TOOLS: readonly (readonly [string, string, string])[] = [
  ["search_messages", "Search messages", "Finds what was said, as far as whoever asks may read it."],
  ["get_brand", "Read brands", "Their voice, audience and field."],
  ["get_creator", "Read creators", "Who they are and what they make."],
  ["get_prompt", "Read prompts", "Texts of the prompt library."],
  ["send_email", "Send e-mail", "Only what people have approved leaves."],
];

const ASKED = "asked";
const SCHEDULE = "schedule";
const WEBHOOK = "webhook";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The fields of what is there; empty ones for a new agent. */
export function fieldsOf(one: Definition | null): OwnFields {
  if (one === null) return { name: "", about: "", instructions: "", tools: ["search_messages"], model: "", cron: "", zone: "", suffix: "", others: [] };
  const triggers = one.triggers_config_json_array.filter((each) => each.key !== ASKED);
  const schedule = triggers.find((each) => each.key === SCHEDULE)?.default_config_json ?? {};
  const webhook = triggers.find((each) => each.key === WEBHOOK)?.default_config_json ?? {};
  const model = one.stack_details_json.llm_models_used_array?.[0];
  const tools = one.stack_details_json.tools_array;
  return {
    name: one.name,
    about: told(one, "introduction_text"),
    instructions: told(one, "instructions_text"),
    tools: Array.isArray(tools) ? tools.filter((each): each is string => typeof each === "string") : [],
    model: model?.provider && model.model_name ? `${model.provider}:${model.model_name}` : "",
    cron: text(schedule.cron_expression),
    zone: text(schedule.timezone),
    suffix: text(webhook.webhook_path_suffix),
    others: triggers.filter((each) => each.key !== SCHEDULE && each.key !== WEBHOOK),
  };
}

/** What is sent of the fields. */
export function wantedOf(fields: OwnFields): OwnAgent {
  const triggers = fields.others.slice();
  if (fields.cron.trim() !== "") {
    const zone = fields.zone.trim();
    triggers.push({ key: SCHEDULE, type: "schedule", default_config_json: { cron_expression: fields.cron.trim(), ...(zone === "" ? {} : { timezone: zone }) } });
  }
  if (fields.suffix.trim() !== "") triggers.push({ key: WEBHOOK, type: "webhook", default_config_json: { webhook_path_suffix: fields.suffix.trim() } });
  return {
    name: fields.name.trim(),
    description_text: fields.about.trim(),
    instructions_text: fields.instructions.trim(),
    tools_array: TOOLS.map(([name]) => name).filter((name) => fields.tools.includes(name)),
    triggers_config_json_array: triggers,
    model: fields.model.trim(),
  };
}

/** Whether there is enough to be sent. */
export function isWhole(fields: OwnFields): boolean {
  return fields.name.trim() !== "" && fields.instructions.trim() !== "";
}
