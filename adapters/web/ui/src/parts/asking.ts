import type { Asking } from "../api/proposals";
import { faultOf } from "../lib/words";

/** What the form of a question holds, and the question it makes. */

export interface Form {
  title: string;
  why: string;
  rows: readonly { name: string; value: string }[];
  yes: string;
  no: string;
  who: "member" | "admin" | "owner" | "named";
  named: readonly string[];
  isHigh: boolean;
  mayEdit: boolean;
  quorum: string;
  hours: string;
  otherwise: "nothing" | "no";
}

export const EMPTY_FORM: Form = { title: "", why: "", rows: [{ name: "", value: "" }], yes: "Approve", no: "Reject", who: "member", named: [], isHigh: false, mayEdit: false, quorum: "1", hours: "24", otherwise: "nothing" };

const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/u;

/** A number where one was written that is shown with the same digits, else the words: "120.00" is no 120. */
function valueOf(text: string): string | number {
  const trimmed = text.trim();
  const isNumber = NUMBER.test(trimmed) && String(Number(trimmed)) === trimmed;
  return isNumber ? Number(trimmed) : trimmed;
}

/** What keeps the form from being sent, by field. */
export function faultsOf(form: Form): Partial<Record<keyof Form, string>> {
  const names = form.rows.map((row) => row.name.trim()).filter(Boolean);
  return {
    ...(form.title.trim() === "" ? { title: "Write in one sentence what will happen." } : {}),
    ...(form.yes.trim() === "" ? { yes: "Write what the button says." } : {}),
    ...(form.no.trim() === "" ? { no: "Write what the button says." } : {}),
    ...(/^[1-9]\d?$/u.test(form.quorum.trim()) ? {} : { quorum: "Write a whole number, at least 1." }),
    ...(form.who === "named" && form.named.length === 0 ? { named: "Choose at least one person." } : {}),
    ...(new Set(names).size < names.length ? { rows: "Two rows have the same name." } : {}),
  };
}

/** What the server found in the number of those who have to agree, as long as it is the one that was sent. */
export function quorumFault(error: unknown, sent: Asking | undefined, form: Form): string | null {
  return Number(form.quorum) === (sent?.quorum ?? 1) ? faultOf(error, "quorum") : null;
}

/** Every row may be changed, within its type. */
function schemaOf(data: Record<string, string | number>): Record<string, unknown> {
  const typed = Object.entries(data).map(([name, value]) => [name, { title: name, type: typeof value }]);
  return { type: "object", properties: Object.fromEntries(typed) };
}

/** The question as it is sent. */
export function questionOf(form: Form, now: Date): Asking {
  const data = Object.fromEntries(form.rows.filter((row) => row.name.trim() !== "").map((row) => [row.name.trim(), valueOf(row.value)]));
  const quorum = Number(form.quorum);
  const ends = form.hours === "" ? null : new Date(now.getTime() + Number(form.hours) * 3_600_000).toISOString();
  return {
    title_text: form.title.trim(),
    description_text: form.why.trim(),
    data_json: data,
    actions_array: [
      { label: form.yes.trim(), action_id: "approve", style: "primary" },
      { label: form.no.trim(), action_id: "reject" },
    ],
    ...(form.isHigh ? { risk: "high" as const } : {}),
    ...(form.who === "admin" || form.who === "owner" ? { required_role: form.who } : {}),
    ...(form.who === "named" ? { decider_user_ids_array: [...form.named] } : {}),
    ...(form.mayEdit && Object.keys(data).length > 0 ? { editable_schema_json: schemaOf(data) } : {}),
    ...(quorum > 1 ? { quorum } : {}),
    ...(ends === null ? {} : { expires_at: ends }),
    ...(ends !== null && form.otherwise === "no" ? { default_action_id: "reject" } : {}),
  };
}
