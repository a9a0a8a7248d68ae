/** Times and names as they are read here. The browser's language, clock and time zone decide. */

const DAY = 86_400_000;

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** Calendar days from `at` to `now`; a change of the clock in between does not count. */
function daysAgo(at: Date, now: Date): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY);
}

/** `14:31`, or `2:31 PM` where that is the custom. */
export function clock(at: Date, locale?: string): string {
  const isTwelve = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 === true;
  return at.toLocaleTimeString(locale, { hour: isTwelve ? "numeric" : "2-digit", minute: "2-digit" });
}

/** The clock without the half of the day, for where the whole of it stands nearby. */
export function shortClock(at: Date, locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).formatToParts(at);
  return parts.some((part) => part.type === "dayPeriod")
    ? parts.filter((part) => part.type !== "dayPeriod").map((part) => part.value).join("").trim()
    : clock(at, locale);
}

/** The full time with its zone, for a tooltip. */
export function fullTime(at: Date, locale?: string): string {
  return at.toLocaleString(locale, { dateStyle: "full", timeStyle: "long" });
}

/** The words of a day divider: `Today, Thursday 19 November`. */
export function dayWords(at: Date, now: Date, locale?: string): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  const words = at.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", ...year });
  const ago = daysAgo(at, now);
  if (ago === 0) return `Today, ${words}`;
  return ago === 1 ? `Yesterday, ${words}` : words;
}

/** Whether two moments lie on the same calendar day. */
export function sameDay(one: Date, other: Date): boolean {
  return startOfDay(one) === startOfDay(other);
}

/** The letters of an avatar: first of the first and of the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const letters = picked.map((word) => [...(word ?? "")][0] ?? "").join("");
  return letters.toLocaleUpperCase() || "?";
}

/** One of six identity hues, the same for an id on every machine. */
export function hue(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 0) % 6) + 1;
}

/** `412 B`, `38 kB`, `2.4 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} B`;
  if (bytes < 999_500) return `${String(Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`;
}

/** A counter: exact up to 9,999, then `12k`, `1.2M`. */
export function tally(value: number): string {
  return value < 10_000 ? value.toLocaleString() : value.toLocaleString(undefined, { notation: "compact", maximumFractionDigits: 1 });
}
