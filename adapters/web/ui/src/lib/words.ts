import { ApiError } from "../api/client";
import type { Fault } from "../api/types";

/** What a person is told about each refusal: what happened, what is safe, what comes next. */
const SENTENCES: Record<string, string> = {
  unreachable: "The server did not answer. What you wrote is kept here. Check the connection and try again.",
  unreadable_answer: "The server answered with something this page cannot read. What you wrote is kept here. Load the page again.",

  malformed_json: "The server could not read what this page sent. What you wrote is kept here. Load the page again and repeat the step.",
  json_too_deep: "This is nested too deeply for the server to read. Nothing was changed. Make it flatter and try again.",
  number_out_of_range: "A number in this is too large for the server. Nothing was changed. Use a smaller one and try again.",
  duplicate_key: "A name stands twice in what was sent. Nothing was changed. Remove one of the two and try again.",
  bad_frame: "The server could not read what this page sent over the live connection. Nothing is lost. Load the page again.",

  token_invalid: "Your session has ended. What you wrote is kept here. Sign in again to go on.",
  signature_invalid: "The signature does not match, so nothing was taken in. Check the secret on both sides and send it again.",
  forbidden: "Your role in this workspace does not allow this. Nothing was changed. An owner or admin can do it, or change your role.",
  csrf_failed: "This page is out of date, so the server did not take the change. What you wrote is kept here. Load the page again and repeat the step.",
  sender_not_allowed: "Only members of this channel can write here. What you wrote is kept here. A member can add you.",
  not_found: "This does not exist, or you cannot see it. Nothing else is affected. Somebody may have removed it, or can invite you.",

  method_not_allowed: "The server does not take this step here. Nothing was changed. Load the page again for its newest version.",
  unsupported_media_type: "The server does not read this kind of content. Nothing was changed. Send it in another form.",
  payload_too_large: "This is too large to send. It is kept here. Shorten it and try again.",
  request_timeout: "The connection was too slow to send this. What you wrote is kept here. Try again.",

  version_conflict: "Somebody changed this while you were editing. Nothing was overwritten. Look at their version, then save yours again.",
  version_required: "This page did not say which version it changes, so nothing was overwritten. Load the page again and repeat the step.",
  already_decided: "Somebody else has already decided this. Their decision stands and nothing was done twice.",
  idempotency_mismatch: "The same step was sent before with other content. The first one counts. Load the page again to see it.",
  idempotency_in_progress: "This step is still under way. It is done once, however often it is sent. Wait a moment.",
  last_owner: "A workspace needs an owner, and this is the last one. Nothing was changed. Make somebody else an owner first.",
  name_taken: "This name is already in use. Nothing was changed. Choose another one.",
  in_use: "Something else still uses this, so it was kept. Remove that use first.",
  integration_missing: "This needs a connection that is not set up. Nothing was changed. An owner or admin can connect it.",

  command_unknown: "There is no such command, so nothing was sent. What you wrote is kept here. Write / to see every command.",
  command_invalid: "The command cannot be run like this, so nothing was sent. What you wrote is kept here. Correct it and send it again.",

  proposal_expired: "The time to decide this is over, and its default was applied. It can be proposed again.",
  invite_expired: "This invitation is no longer valid. Ask whoever sent it for a new one.",

  validation_failed: "Something in this cannot be taken as it is. Nothing was changed. Correct it and try again.",
  unknown_field: "This page sent something the server does not know. Nothing was changed. Load the page again for its newest version.",
  cron_invalid: "This schedule cannot be read. Nothing was changed. Write it as five parts, such as 0 9 * * 1.",
  url_not_allowed: "This address may not be called from here. Nothing was changed. Use a public https address.",
  secret_inline: "A secret stands in the text, so it was not stored. Keep it under Secrets and name it here.",
  page_cycle: "A page cannot lie inside itself. Nothing was moved. Choose another place.",

  rate_limited: "That was a lot at once, so the server asks for a pause. What you wrote is kept here.",
  budget_exceeded: "The budget of this workspace is used up. Nothing was spent. An owner or admin can raise it.",
  storage_busy: "The server's storage is busy. What is stored is safe, and what you wrote is kept here.",
  storage_full: "The server's disk is full. What is stored is safe and can be read. Writing works again when there is room.",
  dependency_unavailable: "A part of the server is not running. What is stored is safe, and what you wrote is kept here.",
  internal_error: "The server met a fault of its own and wrote it to its log. What is stored is safe, and what you wrote is kept here. Try again.",
};

/** Codes that come in families: the start of each. */
const FAMILIES: [string, string][] = [
  ["yaml_", "This is not YAML the server can read. Nothing was changed. Correct the marked line and save again."],
  ["template_", "A placeholder in this text cannot be filled. Nothing was changed. Correct it and save again."],
];

const UNKNOWN = "The server did not accept this. What you wrote is kept here.";

/** What one field of a form may get wrong; the server's own sentence where it has a better one. */
const FAULTS: Record<string, string> = {
  missing: "Fill this in.",
  too_short: "This is too short.",
  too_long: "This is too long.",
  wrong_form: "This does not have the expected form.",
  wrong_type: "This does not have the expected form.",
  not_allowed: "Choose one of the values offered.",
  unknown_field: "The server does not know this field.",
  name_taken: "This is already in use.",
};

/** Its kind of sentence for every stable code, those in families too. */
function known(code: string): string | undefined {
  return SENTENCES[code] ?? FAMILIES.find(([start]) => code.startsWith(start))?.[1];
}

/** What could not be taken, in the server's own words where it named it. */
function invalid(error: ApiError): string {
  const [fault] = error.details;
  const what = fault ? faultWords(fault) : error.message;
  return what ? `${what} Nothing was changed. Correct it and try again.` : (SENTENCES.validation_failed ?? UNKNOWN);
}

/** Refusals whose own words say what is wrong and what would be right. */
const OWN_WORDS: ReadonlySet<string> = new Set(["command_unknown", "command_invalid"]);

/** What happened and what is safe. A code alone is never shown; an unknown one brings the server's own sentence. */
export function cause(error: unknown): string {
  if (!(error instanceof ApiError)) return "This part of the page met a fault. Nothing is lost. Load the page again.";
  if (error.code === "validation_failed") return invalid(error);
  if (OWN_WORDS.has(error.code) && error.message) return error.message;
  return known(error.code) ?? (error.message ? `${error.message} What you wrote is kept here.` : UNKNOWN);
}

/** The same, and when it helps to try again. */
export function sentence(error: unknown): string {
  const told = cause(error);
  if (!(error instanceof ApiError) || error.retryAfter === null || error.retryAfter <= 0) return told;
  return `${told} Try again in ${wait(error.retryAfter)}.`;
}

/** The fault the server found in one field of a form, if any. */
export function faultOf(error: unknown, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const fault = error.details.find((one) => one.field === field || one.field?.endsWith(`.${field}`));
  return fault ? faultWords(fault) : null;
}

/** Whether a fault is about a field, or something inside of it: an entry of a list, a key of an object. */
function isWithin(fault: Fault, field: string): boolean {
  const at = fault.field ?? "";
  return at === field || at.startsWith(`${field}.`) || at.startsWith(`${field}[`);
}

/** The fault the server found in a field or inside of it, if any. */
export function faultWithin(error: unknown, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const fault = error.details.find((one) => isWithin(one, field));
  return fault ? faultWords(fault) : null;
}

/** Whether every fault has its place in one of those fields. */
export function isPlaced(error: unknown, fields: readonly string[]): boolean {
  return error instanceof ApiError && error.details.length > 0 && error.details.every((fault) => fields.some((field) => isWithin(fault, field)));
}

function faultWords(fault: Fault): string {
  const generic = FAULTS[fault.code];
  if (generic !== undefined) return generic;
  if (fault.message) return fault.message;
  return fault.code === "out_of_range" ? "This is outside of what is allowed." : "This cannot be taken as it is.";
}

/** A time to wait as it is said: `12 s`, `2 min`, `3 h`. */
export function wait(seconds: number): string {
  if (seconds < 120) return `${String(Math.ceil(seconds))} s`;
  if (seconds < 7_200) return `${String(Math.ceil(seconds / 60))} min`;
  return `${String(Math.ceil(seconds / 3_600))} h`;
}

/** `1 message`, `3 messages`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}
