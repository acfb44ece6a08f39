// Preferences at the border: what a reader may choose, and what is told when they may not.
import { describe, expect, test } from "vitest";
import { describeFault, preferencesSchema } from "../../../src/subscriptions/preferences.ts";

test("nothing has to be chosen, and unknown fields are dropped", () => {
  expect(preferencesSchema.parse({})).toEqual({});
  expect(preferencesSchema.parse({ size: 5, state: "confirmed", email: "x" })).toEqual({ size: 5 });
});

test("terms are trimmed and kept once, weekdays are kept in order and once", () => {
  const chosen = { topics: [" cs.CL ", "cs.CL", "拡散"], mutes: [], weekdays: [5, 1, 5] };
  expect(preferencesSchema.parse(chosen)).toEqual({
    topics: ["cs.CL", "拡散"],
    mutes: [],
    weekdays: [1, 5],
  });
});

test("no hour and no zone are choices", () => {
  expect(preferencesSchema.parse({ hour: null, zone: null })).toEqual({ hour: null, zone: null });
  expect(preferencesSchema.parse({ hour: 0, zone: "Africa/Cairo" })).toEqual({
    hour: 0,
    zone: "Africa/Cairo",
  });
});

describe("refused with the field's name", () => {
  test.each([
    [{ hour: 24 }, "hour"],
    [{ hour: 7.5 }, "hour"],
    [{ hour: "7" }, "hour"],
    [{ weekdays: [] }, "weekdays"],
    [{ weekdays: [0] }, "weekdays"],
    [{ weekdays: [8] }, "weekdays"],
    [{ zone: "Mars/Olympus" }, "zone"],
    [{ zone: "+05:30" }, "zone"],
    [{ zone: "" }, "zone"],
    [{ size: 0 }, "size"],
    [{ size: 51 }, "size"],
    [{ topics: "cs.CL" }, "topics"],
    [{ topics: [" "] }, "topics"],
    [{ topics: ["a\0b"] }, "topics"],
    [{ topics: ["x".repeat(101)] }, "topics"],
    [{ mutes: Array.from({ length: 51 }, (_, n) => `term ${n}`) }, "mutes"],
  ])("%j", (input, field) => {
    const { error } = preferencesSchema.safeParse(input);
    expect(error && describeFault(error)).toMatch(new RegExp(`^${field}`));
  });

  test("something that is no set of preferences at all", () => {
    const { error } = preferencesSchema.safeParse("daily");
    expect(error && describeFault(error)).toBeTruthy();
  });
});
