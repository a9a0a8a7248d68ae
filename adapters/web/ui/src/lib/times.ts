import { clock } from "./format";

/** Moments, spans and deadlines in words. The browser's language, clock and time zone decide. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** `14:31` today, `Tue 14:31` within a week, else `18 Nov`, with its year when that is another. */
export function moment(at: Date, now: Date, locale?: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (days === 0) return clock(at, locale);
  if (Math.abs(days) < 7) return `${at.toLocaleDateString(locale, { weekday: "short" })} ${clock(at, locale)}`;
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return at.toLocaleDateString(locale, { day: "numeric", month: "short", ...year });
}

/** The same, and below an hour how long ago: `now`, `4 min ago`. */
export function ago(at: Date, now: Date, locale?: string): string {
  const since = now.getTime() - at.getTime();
  if (since < 0 || since >= HOUR) return moment(at, now, locale);
  return since < MINUTE ? "now" : `${String(Math.floor(since / MINUTE))} min ago`;
}

/** `600 ms`, `3.4 s`, `1 min 14 s`, `27 h 44 min`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`;
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${String(seconds)} s`;
  if (seconds < 3_600) return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  return two(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const first = `${large.toLocaleString()} ${largeUnit}`;
  return small === 0 ? first : `${first} ${String(small)} ${smallUnit}`;
}

export interface Left {
  words: string;
  /** Under an hour, or under a quarter of the whole time. */
  isSoon: boolean;
  isOver: boolean;
}

/** What is left until a deadline that was set at `from`. */
export function timeLeft(from: Date, until: Date, now: Date): Left {
  const left = until.getTime() - now.getTime();
  const whole = until.getTime() - from.getTime();
  return { words: leftWords(left), isSoon: left < HOUR || left < whole / 4, isOver: left <= 0 };
}

function leftWords(left: number): string {
  if (left <= 0) return "Time is up";
  if (left < MINUTE) return "Under a minute left";
  if (left < 48 * HOUR) return `${duration(Math.floor(left / MINUTE) * MINUTE)} left`;
  return `${String(Math.floor(left / DAY))} days left`;
}
