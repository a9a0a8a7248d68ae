import type { Definition } from "../../api/agents";
import type { AgentConfiguration } from "../../api/types";
import { serviceName, told } from "./words";

/** Which of the agents there are is shown: what was chosen stands in the address. */

export type Standing = "all" | "set_up" | "available" | "preview";

export interface Chosen {
  readonly words: string;
  readonly standing: Standing;
  readonly categories: readonly string[];
  readonly services: readonly string[];
}

const STANDINGS: readonly Standing[] = ["all", "set_up", "available", "preview"];

export function chosenIn(params: URLSearchParams): Chosen {
  const standing = STANDINGS.find((one) => one === params.get("show"));
  return { words: params.get("q") ?? "", standing: standing ?? "all", categories: params.getAll("category"), services: params.getAll("needs") };
}

export function paramsOf({ words, standing, categories, services }: Chosen): URLSearchParams {
  const params = new URLSearchParams();
  if (words !== "") params.set("q", words);
  if (standing !== "all") params.set("show", standing);
  for (const one of categories) params.append("category", one);
  for (const one of services) params.append("needs", one);
  return params;
}

export function isNarrowed({ words, standing, categories, services }: Chosen): boolean {
  return words.trim() !== "" || standing !== "all" || categories.length > 0 || services.length > 0;
}

/** The list with that one in it, or without it where it was. */
export function toggled(all: readonly string[], one: string): string[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}

export function standingOf(definition: Definition, agents: readonly AgentConfiguration[]): Exclude<Standing, "all"> {
  if (definition.is_preview) return "preview";
  return agents.some((one) => one.agent_definition_id === definition.id) ? "set_up" : "available";
}

/** All that a keyword may be found in. */
function textOf(one: Definition): string {
  const words = ["epithet", "tagline", "introduction_text"].map((name) => told(one, name));
  const capabilities = one.prm_details_json.core_capabilities_array;
  return [one.name, one.id, ...words, ...one.category_tags_array, ...one.underlying_platform_services_required_array.map(serviceName), JSON.stringify(capabilities ?? "")].join("\n").toLocaleLowerCase();
}

/** Every word has to be found, each category and each service that was chosen has to be there. */
function fits(one: Definition, { words, categories, services }: Chosen): boolean {
  const text = textOf(one);
  return words.toLocaleLowerCase().split(/\s+/u).every((word) => text.includes(word))
    && categories.every((category) => one.category_tags_array.includes(category))
    && services.every((service) => one.underlying_platform_services_required_array.includes(service));
}

export interface Shelf {
  readonly shown: readonly Definition[];
  /** How many there would be of each standing, with the other filters as they are. */
  readonly counts: Readonly<Record<Standing, number>>;
  /** What can be chosen, the most frequent first. */
  readonly categories: readonly string[];
  readonly services: readonly string[];
}

function frequent(lists: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const one of lists.flat()) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([one, a], [other, b]) => b - a || one.localeCompare(other)).map(([one]) => one);
}

export function shelfOf(definitions: readonly Definition[], agents: readonly AgentConfiguration[], chosen: Chosen): Shelf {
  const fitting = definitions.filter((one) => fits(one, chosen)).sort((one, other) => Number(one.is_preview) - Number(other.is_preview));
  const standings = fitting.map((one) => standingOf(one, agents));
  const number = (standing: Standing): number => standings.filter((one) => one === standing).length;
  return {
    shown: chosen.standing === "all" ? fitting : fitting.filter((_, at) => standings[at] === chosen.standing),
    counts: { all: fitting.length, set_up: number("set_up"), available: number("available"), preview: number("preview") },
    categories: frequent(definitions.map((one) => one.category_tags_array)),
    services: frequent(definitions.map((one) => one.underlying_platform_services_required_array)),
  };
}
