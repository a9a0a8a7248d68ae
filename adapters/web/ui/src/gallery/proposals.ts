import type { Decision, Proposal } from "../api/proposals";
import { NOW } from "./samples";

/** Proposals in every state there is. */

const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();
/** What counts down does so from the time at which the gallery is looked at. */
const ahead = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const ago = (minutes: number): string => ahead(-minutes);

const COHORTS = [
  { cohort: "Old balm, bought twice or more", subject: "Your balm, without the lanolin", people: 1240, expected_clicks: "9.1%" },
  { cohort: "Old balm, bought once", subject: "The balm you liked, gentler now", people: 1870, expected_clicks: "6.4%" },
  { cohort: "Samples only", subject: "From sample to full jar", people: 310, expected_clicks: "3.2%" },
];

let number = 0;

export function proposal(title: string, change: Partial<Proposal> = {}): Proposal {
  number += 1;
  const id = `proposal-${String(number)}`;
  return {
    proposal_id: id, message_id: `message-of-${id}`, channel_id: "general", title_text: title, description_text: "", data_json: {},
    actions_array: [{ label: "Approve", action_id: "approve", style: "primary" }, { label: "Reject", action_id: "reject" }],
    risk: "low", required_role: null, decider_user_ids_array: null, quorum: 1, expires_at: null, default_action_id: null, editable_schema_json: null,
    digest: "9f2c41a0b7", kind: null, asked_by: { type: "agent", id: "agent-other", name: "Email Wizard" }, state: "open", decision: null,
    created_at: ago(60), ...change,
  };
}

export const MAIL = proposal("Send the early-access mail to 3,420 people", {
  risk: "high", description_text: "The three versions are in the shared folder.",
  actions_array: [{ label: "Approve and send", action_id: "approve", style: "primary" }, { label: "Reject", action_id: "reject" }],
  expires_at: ahead(192), default_action_id: "reject",
  data_json: { cohorts: COHORTS, send_at: at(1_679), discount_percent: 10, include: { samples: true }, countries: ["PT", "SE"], voice_check: 0.91, cost: "€6.84", note: null },
  editable_schema_json: {
    type: "object", required: ["discount_percent"],
    properties: {
      send_at: { type: "string", title: "Send at" },
      discount_percent: { type: "integer", minimum: 0, maximum: 10, title: "Discount" },
      include: { type: "object", properties: { samples: { type: "boolean", title: "Include samples" } } },
      countries: { type: "array", title: "Countries", items: { enum: ["PT", "SE", "DE"] } },
      voice_check: { enum: [0.91, 0.95], title: "Voice" },
      note: { type: ["string", "null"], maxLength: 400, title: "Note" },
    },
  },
});

const decision = (change: Partial<Decision> = {}): Decision => ({ action_id: "approve", user_id: "user-theo", user_name: "Theo Okafor", platform: "slack", decided_at: at(-1), ...change });

export const PROPOSALS: Record<string, Proposal> = {
  "open, of high risk": MAIL,
  "who may not decide": proposal("Raise the daily budget to €80", { may_decide: false, required_role: "owner", expires_at: ahead(20), data_json: { now: "€50", then: "€80" } }),
  "two have to agree, one did": proposal("Replace the text on the About page", {
    quorum: 2, votes: [{ user_id: "user-mara", user_name: "Mara Lindqvist", action_id: "approve", at: at(-5) }], decider_user_ids_array: ["user-theo", "user-ines"],
  }),
  "more rows than are shown, several buttons": proposal("Tag 24 customers as “winter preview”", {
    data_json: { customers: Array.from({ length: 24 }, (_, row) => ({ customer: `#${String(4_100 + row)}`, spent: 40 + row * 3 })) },
    actions_array: [{ label: "Tag all", action_id: "tag", style: "primary" }, { label: "Tag half", action_id: "half" }, { label: "Not now", action_id: "later", style: "secondary" }],
  }),
  "approved, with what came of it": proposal("Pause 3 campaigns while checkout is broken", {
    description_text: "Conversion fell from 3.2% to 0.4% at 14:20. About €2,050 an hour at risk.", state: "decided", data_json: { campaigns: 3 },
    decision: decision({ comment: "Pausing. I am removing the review block from the theme." }), outcome_text: "3 campaigns paused in 4 s. Conversion back at 3.0% since 14:39.", run_id: "run-1",
  }),
  "approved with changes": proposal("Order tea for the kitchen", {
    state: "decided", data_json: { packets: 4 }, decision: decision({ platform: "web", changes: [{ field: "packets", type: "integer", old: 6, new: 4 }] }),
  }),
  "rejected": proposal("Drop the old balm from the shop", { state: "decided", decision: decision({ action_id: "reject", platform: "web" }) }),
  "expired": proposal("Try Linden Mist at €24 for 7 days", { state: "expired", expires_at: at(-391), default_action_id: "reject", description_text: "Every bottle loses €0.90 since the new pump. At €24 it earns €1.10." }),
};
