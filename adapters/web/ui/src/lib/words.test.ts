import { expect, test } from "vitest";

import { ApiError } from "../api/client";
import { count, faultOf, faultWithin, isPlaced, sentence, wait } from "./words";

/** Every stable code of the interface; a new one gets its sentence before it gets here. */
const CODES = `
  malformed_json json_too_deep number_out_of_range duplicate_key bad_frame token_invalid signature_invalid forbidden
  csrf_failed sender_not_allowed not_found method_not_allowed unsupported_media_type payload_too_large request_timeout
  version_conflict version_required already_decided idempotency_mismatch idempotency_in_progress last_owner name_taken
  in_use integration_missing proposal_expired invite_expired validation_failed unknown_field yaml_invalid yaml_too_large
  cron_invalid template_unknown_name url_not_allowed secret_inline page_cycle rate_limited budget_exceeded storage_busy
  storage_full dependency_unavailable internal_error command_unknown command_invalid unreachable unreadable_answer`.trim().split(/\s+/u);

const refused = (code: string, more = {}): ApiError => new ApiError(422, { code, message: "As the server says it.", ...more });

test.each(CODES)("%s is said as what happened, what is safe and what comes next", (code) => {
  const said = sentence(new ApiError(422, { code }));
  expect(said).not.toContain(code);
  expect(said.split(". ").length, said).toBeGreaterThan(1);
  expect(said).not.toMatch(/!|please|oops|something went wrong/iu);
});

test("a code nobody knows brings the server's sentence, and never stands alone", () => {
  expect(sentence(refused("new_code"))).toBe("As the server says it. What you wrote is kept here.");
  expect(sentence(new ApiError(418, { code: "new_code" }))).toBe("The server did not accept this. What you wrote is kept here.");
});

test("what is not acceptable is named where the server named it", () => {
  const details = [{ field: "content_json.text_body", code: "too_long", message: "String should have at most 16000 characters" }];
  expect(sentence(refused("validation_failed", { details }))).toBe("This is too long. Nothing was changed. Correct it and try again.");
});

test("a refusal that passes says when", () => {
  expect(sentence(refused("rate_limited", { retry_after_s: 12 }))).toMatch(/Try again in 12 s\.$/u);
  expect([wait(3.2), wait(300), wait(86_400)]).toEqual(["4 s", "5 min", "24 h"]);
});

test("a fault at a field is said in words", () => {
  const at = (code: string, message?: string): string | null => faultOf(refused("validation_failed", { details: [{ field: "body.email", code, message }] }), "email");
  expect(at("too_short")).toBe("This is too short.");
  expect(at("too_common", "Everybody tries this password first.")).toBe("Everybody tries this password first.");
  expect(at("out_of_range", "At most 50.")).toBe("At most 50.");
  expect(at("out_of_range")).toBe("This is outside of what is allowed.");
  expect(at("strange")).toBe("This cannot be taken as it is.");
  expect(faultOf(refused("validation_failed"), "email")).toBeNull();
});

test("a fault inside of a field is the field's", () => {
  const error = refused("validation_failed", { details: [{ field: "links[1].url", code: "wrong_form", message: "" }, { field: "tags.0", code: "too_long", message: "" }] });
  expect(faultWithin(error, "links")).toBe("This does not have the expected form.");
  expect(faultWithin(error, "tags")).toBe("This is too long.");
  expect(faultWithin(error, "url")).toBeNull();
  expect(isPlaced(error, ["links", "tags"])).toBe(true);
  expect(isPlaced(error, ["links"])).toBe(false);
  expect(isPlaced(refused("in_use"), ["links"])).toBe(false);
});

test("one thing and many are counted in words", () => {
  expect([count(1, "message"), count(3, "message")]).toEqual(["1 message", "3 messages"]);
});
