// The preferences form as browsers post it.
import { expect, test } from "vitest";
import { parsePreferencesForm } from "../../../src/pages/preferences-form.ts";

const whole = { hour: "", zone: "", size: "10", weekdays: ["1"], topics: "", mutes: "" };

test("empty fields are choices: the edition's hour and zone, everything, nothing muted", () => {
  expect(parsePreferencesForm(whole)).toEqual({
    kind: "ok",
    preferences: { hour: null, zone: null, size: 10, weekdays: [1], topics: [], mutes: [] },
  });
});

test("one weekday and many, lines and commas are all understood", () => {
  const form = { ...whole, weekdays: "7", topics: " cs.CL\r\n\r\nlogic, sets ,logic\n" };
  expect(parsePreferencesForm(form)).toMatchObject({
    preferences: { weekdays: [7], topics: ["cs.CL", "logic", "sets"] },
  });
  expect(parsePreferencesForm({ ...whole, weekdays: ["5", "1", "5"] })).toMatchObject({
    preferences: { weekdays: [1, 5] },
  });
});

test.each([
  ["hour", "24"],
  ["hour", "-1"],
  ["hour", "noon"],
  ["size", ""],
  ["size", "0"],
  ["size", "1e9"],
  ["zone", "+05:30"],
  ["weekdays", []],
  ["weekdays", ["8"]],
  ["topics", "a\u0000b"],
])("%s = %j is refused, and the fault names the field", (field, value) => {
  const parsed = parsePreferencesForm({ ...whole, [field]: value });
  expect(parsed).toEqual({ kind: "invalid", message: expect.stringContaining(field) });
});
