import { describe, expect, test } from "vitest";

import { bounds, type Draft, draftOf, edited, type EditField, fieldsOf, nameOf, readDraft, withValue } from "./fields";

const SCHEMA = {
  type: "object",
  required: ["subject"],
  properties: {
    subject: { type: "string", maxLength: 20 },
    send_at: { type: "string", title: "Send" },
    note: { type: ["string", "null"], maxLength: 500 },
    discount_percent: { type: "integer", minimum: 0, maximum: 10, description: "of the basket" },
    price: { type: ["number", "null"] },
    cohort: { enum: ["old", "new"] },
    cohorts: { type: "object", properties: { samples: { type: "boolean" } } },
    countries: { type: "array", items: { enum: ["PT", "SE", "DE"] } },
    tags: { type: "array", items: { type: "string" } },
    steps: { type: "array", items: { type: "object" } },
    anything: {},
  },
};
const BEFORE = { subject: "Your balm", send_at: "2026-11-20T18:30:00.000Z", discount_percent: 10, cohorts: { samples: true, old: true }, countries: ["PT"], kept: 1 };
const FIELDS = fieldsOf(SCHEMA, BEFORE);
const field = (name: string): EditField => FIELDS.find((one) => nameOf(one) === name) as EditField;
const change = (drafts: Record<string, Draft>) => edited(FIELDS, BEFORE, new Map(Object.entries(drafts)));

test("every typed part of the schema becomes a field, and nothing else", () => {
  expect(FIELDS.map((one) => [nameOf(one), one.kind])).toEqual([
    ["subject", "text"], ["send_at", "moment"], ["note", "long"], ["discount_percent", "integer"], ["price", "number"], ["cohort", "choice"],
    ["cohorts.samples", "boolean"], ["countries", "choices"], ["tags", "list"],
  ]);
  expect(field("send_at").label).toBe("Send");
  expect(field("discount_percent").label).toBe("Discount percent");
  expect(field("subject").isRequired).toBe(true);
});

test("a schema that is none has no fields", () => {
  expect([null, "x", {}, { properties: 3 }].flatMap((one) => fieldsOf(one))).toEqual([]);
});

describe("a draft", () => {
  test("is refused outside of its bounds, and says them", () => {
    expect(readDraft(field("discount_percent"), "11").fault).toBe("Write a number, 0 to 10.");
    expect(readDraft(field("discount_percent"), "1.5").fault).toBe("Write a whole number.");
    expect(readDraft(field("discount_percent"), "many").fault).toBe("Write a number.");
    expect(readDraft(field("subject"), "").fault).toBe("Fill this in.");
    expect(readDraft(field("subject"), "x".repeat(21)).fault).toBe("Use at most 20 characters.");
    expect(bounds({ least: 1, most: null })).toBe("at least 1");
  });

  test("is read as its type", () => {
    expect(readDraft(field("price"), " 2.5 ").value).toBe(2.5);
    expect(readDraft(field("price"), "").value).toBeNull();
    expect(readDraft(field("note"), "").value).toBeNull();
    expect(readDraft(field("countries"), ["DE", "PT", "XX"]).value).toEqual(["PT", "DE"]);
    expect(readDraft(field("tags"), "one\n\n two ").value).toEqual(["one", "two"]);
  });

  test("of a moment comes back as the same moment", () => {
    const stored = "2026-11-20T18:30:00.000Z";
    expect(readDraft(field("send_at"), draftOf(field("send_at"), stored)).value).toBe(stored);
  });
});

describe("the difference", () => {
  test("has one row for each value that is another now", () => {
    const { rows, data, payload, faults } = change({ discount_percent: "8", "cohorts.samples": false, subject: "Your balm" });
    expect(rows.map((row) => [row.name, row.type, row.old, row.new])).toEqual([
      ["discount_percent", "number", 10, 8], ["cohorts.samples", "yes or no", true, false],
    ]);
    expect(data).toEqual({ ...BEFORE, discount_percent: 8, cohorts: { samples: false, old: true } });
    expect(payload).toEqual({ discount_percent: 8, cohorts: { samples: false } });
    expect(faults.size).toBe(0);
  });

  test("is gone when a value is put back, whatever was typed between", () => {
    expect(change({ discount_percent: "10", countries: ["PT"] }).rows).toEqual([]);
  });

  test("leaves out what is wrong and says so", () => {
    const { rows, faults, data } = change({ discount_percent: "80", subject: "New" });
    expect(rows.map((row) => row.name)).toEqual(["subject"]);
    expect([...faults]).toEqual([["discount_percent", "Write a number, 0 to 10."]]);
    expect(data.discount_percent).toBe(10);
  });

  test("changes nothing of what it was made from", () => {
    const before = structuredClone(BEFORE);
    change({ discount_percent: "1", "cohorts.samples": false });
    expect(BEFORE).toEqual(before);
  });
});

test("a changed value leaves its neighbours", () => {
  expect(withValue({ a: { b: 1, c: 2 } }, ["a", "b"], 3)).toEqual({ a: { b: 3, c: 2 } });
});
