import { useEffect, useState, useSyncExternalStore } from "react";

/** Whether a media query holds, as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (watcher) => {
      const media = matchMedia(query);
      media.addEventListener("change", watcher);
      return () => { media.removeEventListener("change", watcher); };
    },
    () => matchMedia(query).matches,
  );
}

export const PHONE = "(max-width: 719px)";
export const NARROW = "(max-width: 1099px)";

/** Whether this page is on screen and in focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      for (const name of ["visibilitychange", "focus", "blur"]) addEventListener(name, watcher);
      return () => {
        for (const name of ["visibilitychange", "focus", "blur"]) removeEventListener(name, watcher);
      };
    },
    () => document.visibilityState === "visible" && document.hasFocus(),
  );
}

/** The time, looked at again every `every` milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, every);
    return () => { clearInterval(timer); };
  }, [every]);
  return now;
}

/** True once `condition` has held for `wait` milliseconds, false `linger` milliseconds after it ceased. */
export function useLasting(condition: boolean, wait: number, linger: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setLasting(condition); }, condition ? wait : linger);
    return () => { clearTimeout(timer); };
  }, [condition, wait, linger]);
  return lasting;
}

/** A value once it has stayed the same for `wait` milliseconds. */
export function useSettled<Value>(value: Value, wait: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(value); }, wait);
    return () => { clearTimeout(timer); };
  }, [value, wait]);
  return settled;
}
