import { expect, test } from "vitest";

import { ApiError } from "../api/client";
import { clock, dayWords, hue, initials, sameDay } from "./format";
import { count, faultOf, sentence } from "./words";

const NOW = new Date(2026, 10, 19, 14, 31);

test("a time follows the reader's clock", () => {
  expect(clock(new Date(2026, 10, 19, 9, 5), "en-GB")).toBe("09:05");
  expect(clock(new Date(2026, 10, 19, 14, 31), "en-US").replace(/\s/u, " ")).toBe("2:31 PM");
});

test("a day says how near it is, and its year when that is another", () => {
  expect(dayWords(NOW, NOW, "en-GB")).toMatch(/^Today, Thursday,? 19 November$/u);
  expect(dayWords(new Date(2026, 10, 18), NOW, "en-GB")).toMatch(/^Yesterday, Wednesday,? 18 November$/u);
  expect(dayWords(new Date(2025, 10, 18), NOW, "en-GB")).toMatch(/18 November 2025$/u);
});

test("two moments around midnight lie on different days", () => {
  expect(sameDay(new Date(2026, 10, 19, 23, 59), new Date(2026, 10, 20, 0, 1))).toBe(false);
});

test("initials are of the first and the last word, in any script", () => {
  expect(["Mara Lindqvist", "inés de la caldera", "Theo", "李 明", "  "].map(initials)).toEqual(["ML", "IC", "T", "李明", "?"]);
});

test("a hue is one of six and the same each time", () => {
  const ids = Array.from({ length: 200 }, (_, at) => `id-${String(at)}`);
  expect(new Set(ids.map(hue))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(ids.map(hue)).toEqual(ids.map(hue));
});

test("every refusal is a sentence, never a bare code", () => {
  expect(sentence(new ApiError(0, {}))).toMatch(/did not answer/u);
  expect(sentence(new ApiError(429, { code: "rate_limited", retry_after_s: 7 }))).toMatch(/Try again in 7 s\.$/u);
  expect(sentence(new ApiError(422, { code: "validation_failed", message: "name is empty" }))).toBe("name is empty");
  expect(sentence(new ApiError(418, { code: "odd" }))).toBe("The server refused this.");
});

test("a fault lands on its field", () => {
  const error = new ApiError(422, { code: "validation_failed", details: [{ field: "password", code: "too_short", message: "Too short." }] });
  expect(faultOf(error, "password")).toBe("Too short.");
  expect(faultOf(error, "email")).toBeNull();
});

test("one is one, several are several", () => {
  expect([count(1, "message"), count(3, "message")]).toEqual(["1 message", "3 messages"]);
});
