import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { useLive } from "../live/context";
import { useMe, usePrefer } from "./queries";
import type { Me, Message } from "./types";

/** The first steps of a person, each done by really doing it. */
export const STEPS = ["say", "command", "mention", "decide", "invite"] as const;
export type Step = (typeof STEPS)[number];

export interface Steps {
  /** When each was done. */
  done: Partial<Record<Step, string>>;
  skipped: Step[];
}

function stepsOf(me: Me | null | undefined): Steps {
  const kept = me?.user.profile_info?.user_preferences_json?.first_steps as Partial<Steps> | undefined;
  return { done: kept?.done ?? {}, skipped: kept?.skipped ?? [] };
}

export function useSteps(): Steps {
  return stepsOf(useMe().data);
}

/** Whether nothing is left to try. */
export function isThrough({ done, skipped }: Steps): boolean {
  return STEPS.every((step) => done[step] !== undefined || skipped.includes(step));
}

/** Notes that a step was done, the first time, or skipped. It goes with the person. */
export function useMarkStep(): (step: Step, how: "done" | "skipped") => void {
  const client = useQueryClient();
  const prefer = usePrefer();
  return (step, how) => {
    const kept = stepsOf(client.getQueryData<Me | null>(["me"]));
    if (kept.done[step] !== undefined || (how === "skipped" && kept.skipped.includes(step))) return;
    prefer("first_steps", how === "done" ? { ...kept, done: { ...kept.done, [step]: new Date().toISOString() } } : { ...kept, skipped: [...kept.skipped, step] });
  };
}

/** Skips what is left: the steps are not offered again. */
export function useSkipAll(): () => void {
  const client = useQueryClient();
  const prefer = usePrefer();
  return () => { prefer("first_steps", { ...stepsOf(client.getQueryData<Me | null>(["me"])), skipped: [...STEPS] }); };
}

/** The step that writing a message is. */
export function stepOf(message: Pick<Message, "content_json" | "mentions_json_array">): Step {
  if (message.content_json.text_body?.startsWith("/") && !message.content_json.is_literal) return "command";
  return message.mentions_json_array?.some((one) => one.type === "agent") ? "mention" : "say";
}

/** Notes the steps that are done by writing, wherever it is done. */
export function useNotingSteps(): void {
  const live = useLive();
  const mark = useMarkStep();
  useEffect(() => live.on("new_message", (payload) => {
    const message = payload as unknown as Message;
    if (message.sender_id === live.myId) mark(stepOf(message), "done");
  }));
}
