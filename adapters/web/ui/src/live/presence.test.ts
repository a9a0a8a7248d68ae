import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import type { Presence } from "../api/types";
import { presenceKey, presenceTold } from "./presence";

const KEY = [...presenceKey("w"), "ben"];

test("who leaves while it is asked who is here is not shown as here", async () => {
  const client = new QueryClient();
  const answers: ((told: Record<string, Presence>) => void)[] = [];
  const asked = new QueryObserver<Record<string, Presence>>(client, { queryKey: KEY, queryFn: () => new Promise((answer) => answers.push(answer)) });
  const stop = asked.subscribe(() => undefined);
  presenceTold(client, "w", "ben", "gone");
  answers[0]?.({ ben: "here" });
  await vi.waitFor(() => { expect(answers).toHaveLength(2); });
  answers[1]?.({ ben: "gone" });
  await vi.waitFor(() => { expect(client.getQueryData(KEY)).toEqual({ ben: "gone" }); });
  stop();
});

test("what is told is kept where it was asked, and nobody is asked again", () => {
  const client = new QueryClient();
  client.setQueryData(KEY, { ben: "gone" });
  client.setQueryData([...presenceKey("w"), "ada"], { ada: "here" });
  presenceTold(client, "w", "ben", "away");
  expect(client.getQueryData(KEY)).toEqual({ ben: "away" });
  expect(client.getQueryData([...presenceKey("w"), "ada"])).toEqual({ ada: "here" });
  expect(client.isFetching()).toBe(0);
});
