import { type ReactNode, useEffect } from "react";

import { usePending } from "../api/queries";
import { useLasting, useNow } from "../lib/media";
import type { Status } from "../live/connection";
import { useLive, useStatus } from "../live/context";
import { Banner } from "../parts/Banner";

const POLL_MS = 10_000;

/** Says that nothing reaches the server, once that has lasted 2 s; gone 1 s after it does again. */
export function OfflineBanner({ channelId }: { channelId: string }): ReactNode {
  const status = useStatus();
  const shown = useLasting(status.state === "lost" && !status.reachable, 2_000, 1_000);
  return shown ? <Offline channelId={channelId} /> : null;
}

function nextTry(status: Status, now: number): string {
  if (status.state === "open") return "Connected";
  const seconds = status.nextTryAt === null ? 0 : Math.ceil((status.nextTryAt - now) / 1_000);
  return seconds > 0 ? `Next try in ${String(seconds)} s` : "Trying now";
}

function Offline({ channelId }: { channelId: string }): ReactNode {
  const live = useLive();
  const status = useStatus();
  const now = useNow(1_000);
  const waiting = usePending(channelId).filter((one) => one.state !== "failed").length;
  return <Banner what={navigator.onLine ? "The server cannot be reached." : "You are offline."} waiting={waiting} next={nextTry(status, now)} onTry={live.connection.tryNow} />;
}

/** Where no socket comes up although the server answers, the channel on screen is asked for every 10 s. */
export function Polling({ channelId }: { channelId: string }): ReactNode {
  const live = useLive();
  const status = useStatus();
  const polling = useLasting(status.state === "lost" && status.reachable, 5_000, 0);
  useEffect(() => {
    if (!polling) return undefined;
    const timer = setInterval(() => { live.poll(channelId).catch(() => undefined); }, POLL_MS);
    return () => { clearInterval(timer); };
  }, [polling, live, channelId]);
  return polling ? <span>Updates every 10 s</span> : null;
}
