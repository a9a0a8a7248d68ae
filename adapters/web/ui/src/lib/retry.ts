import { useEffect, useEffectEvent, useState } from "react";

import { ApiError, isPassing } from "../api/client";

const WAIT_S = 10;

/** Tries again by itself what may pass, when the server said or after 10 s; the seconds left until then, else null. */
export function useRetry(error: unknown, retry: (() => void) | null): number | null {
  const due = retry !== null && isPassing(error);
  const total = error instanceof ApiError && error.retryAfter ? Math.ceil(error.retryAfter) : WAIT_S;
  const [count, setCount] = useState<{ of: unknown; left: number }>({ of: null, left: 0 });
  const again = useEffectEvent(() => { retry?.(); });
  useEffect(() => {
    if (!due) return undefined;
    const at = Date.now() + total * 1_000;
    const ticker = setInterval(() => { setCount({ of: error, left: Math.max(0, Math.ceil((at - Date.now()) / 1_000)) }); }, 1_000);
    const timer = setTimeout(() => {
      clearInterval(ticker);
      again();
    }, total * 1_000);
    return () => {
      clearInterval(ticker);
      clearTimeout(timer);
    };
  }, [due, total, error]);
  if (!due) return null;
  return count.of === error ? count.left : total;
}
