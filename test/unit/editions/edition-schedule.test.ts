// When an edition is due, through the nights on which clocks change.
import { expect, test } from "vitest";
import {
  datesBetween,
  editionDueAt,
  isEditionDate,
  newestDueDate,
} from "../../../src/editions/edition-schedule.ts";

const berlin = { time: "06:00", timezone: "Europe/Berlin" };

test("an edition is due at its time of day in its zone, in summer and in winter", () => {
  expect(editionDueAt("2026-07-01", berlin).toISOString()).toBe("2026-07-01T04:00:00.000Z");
  expect(editionDueAt("2026-12-01", berlin).toISOString()).toBe("2026-12-01T05:00:00.000Z");
});

test.each([
  // 02:30 does not exist in Berlin that night: an hour later on the clock.
  ["2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  // 02:30 comes twice: the first.
  ["2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  // Cairo has no midnight that day.
  ["2026-04-24", "00:00", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
])("%s %s in %s is one instant", (date, time, timezone, instant) => {
  expect(editionDueAt(date, { time, timezone }).toISOString()).toBe(instant);
});

test("before today's time the newest due edition is yesterday's", () => {
  expect(newestDueDate(berlin, new Date("2026-12-01T04:59:59Z"))).toBe("2026-11-30");
  expect(newestDueDate(berlin, new Date("2026-12-01T05:00:00Z"))).toBe("2026-12-01");
});

test("the dates between two are those that were missed", () => {
  expect(datesBetween("2026-02-26", "2026-03-02")).toEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
  ]);
  expect(datesBetween("2026-03-01", "2026-03-02")).toEqual([]);
});

test("only real calendar dates are edition dates", () => {
  expect(["2026-02-28", "2028-02-29", "1999-01-01"].every(isEditionDate)).toBe(true);
  expect(["2026-02-30", "2026-2-3", "today", "", "2026-11-22T00:00"].some(isEditionDate)).toBe(
    false,
  );
});
