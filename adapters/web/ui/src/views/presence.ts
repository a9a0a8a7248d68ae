import { useEffect } from "react";

import type { Presence } from "../api/types";
import type { Live } from "../live/live";

/** After so long without a key, a touch or a look at the page somebody is away. */
const IDLE_MS = 10 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "focus"] as const;

let wantsAway = false;

function tell(live: Live, status: Presence): void {
  live.connection.send("presence", { status });
}

/** Away, because somebody said so, until they say otherwise. */
export function setAway(live: Live, isAway: boolean): void {
  wantsAway = isAway;
  tell(live, isAway ? "away" : "here");
}

/** Tells the others whether I am at this page: here while it is looked at, away after a while without a sign of me. */
export function useMyPresence(live: Live): void {
  useEffect(() => {
    let told: Presence | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (status: Presence): void => {
      const now = wantsAway ? "away" : status;
      if (now === told || live.connection.status().state !== "open") return;
      told = now;
      tell(live, now);
    };
    const idle = (): void => { say("away"); };
    const sign = (): void => {
      clearTimeout(timer);
      timer = setTimeout(idle, IDLE_MS);
      if (document.visibilityState === "visible") say("here");
    };
    const stop = live.connection.watch(() => {
      if (live.connection.status().state === "open") sign();
      else told = null;
    });
    for (const name of SIGNS) addEventListener(name, sign, { passive: true });
    document.addEventListener("visibilitychange", sign);
    sign();
    return () => {
      stop();
      clearTimeout(timer);
      for (const name of SIGNS) removeEventListener(name, sign);
      document.removeEventListener("visibilitychange", sign);
    };
  }, [live]);
}
