import { ApiError } from "../api/client";

/** One sentence a person can act on for each refusal: what happened, what is safe, what comes next. */
const SENTENCES: Record<string, string> = {
  unreachable: "The server did not answer. Nothing is lost; check the connection and try again.",
  unreadable_answer: "The server answered with something this page cannot read. Load the page again.",
  token_invalid: "Your session has ended. Sign in again to go on.",
  forbidden: "Your role in this workspace does not allow this. An owner or admin can change it.",
  csrf_failed: "This page is out of date. Load it again, then repeat the last step.",
  sender_not_allowed: "Only members of this channel can write here.",
  not_found: "This does not exist, or you cannot see it. Someone may have removed it.",
  payload_too_large: "This is too large to send. Shorten it and try again.",
  request_timeout: "The connection was too slow to send this. What you wrote is kept here; try again.",
  rate_limited: "That was a lot at once.",
  budget_exceeded: "The budget of this workspace is used up. An owner or admin can raise it.",
  storage_busy: "The server is busy. What you wrote is kept here; try again in a moment.",
  storage_full: "The server's disk is full. You can read; writing works again when there is room.",
  dependency_unavailable: "A part of the server is not running. What you wrote is kept here; try again in a moment.",
  internal_error: "The server met a fault of its own. What you wrote is kept here; try again.",
};

/** What a person is told about `error`; the server's own sentence where ours has no better one. */
export function sentence(error: unknown): string {
  if (!(error instanceof ApiError)) return "This part of the page met a fault. Load the page again.";
  const known = SENTENCES[error.code];
  const told = known ?? (error.message || "The server refused this.");
  if (error.retryAfter !== null && error.retryAfter > 0) return `${told} Try again in ${String(error.retryAfter)} s.`;
  return told;
}

/** The fault the server found in one field of a form, if any. */
export function faultOf(error: unknown, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const fault = error.details.find((one) => one.field === field || one.field?.endsWith(`.${field}`));
  return fault ? (fault.message ?? fault.code) : null;
}

/** `1 message`, `3 messages`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}
