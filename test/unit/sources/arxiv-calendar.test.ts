// arXiv's calendar: when it announces, and what it announces then.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  announcementOf,
  lastAnnouncement,
  nextAnnouncement,
} from "../../../src/sources/arxiv/arxiv-calendar.ts";

describe("a submission", () => {
  it.each([
    // Eastern time is UTC−5 in winter, UTC−4 in summer; announcements are at 20:00 there.
    ["before Tuesday's deadline", "2026-01-27T18:59:00Z", "2026-01-28T01:00:00Z"],
    ["after Tuesday's deadline", "2026-01-27T19:00:00Z", "2026-01-29T01:00:00Z"],
    ["on Thursday afternoon waits for Sunday", "2026-01-29T20:00:00Z", "2026-02-02T01:00:00Z"],
    ["on Friday morning waits for Sunday", "2026-01-30T15:00:00Z", "2026-02-02T01:00:00Z"],
    ["on Friday afternoon waits for Monday", "2026-01-30T20:00:00Z", "2026-02-03T01:00:00Z"],
    ["at the weekend waits for Monday", "2026-01-31T15:00:00Z", "2026-02-03T01:00:00Z"],
    ["on Sunday evening waits for Monday", "2026-02-01T23:00:00Z", "2026-02-03T01:00:00Z"],
    ["in summer", "2026-07-07T17:59:00Z", "2026-07-08T00:00:00Z"],
    ["before Thanksgiving's deferral", "2026-11-26T15:00:00Z", "2026-11-30T01:00:00Z"],
  ])("%s", (_, submitted, announced) => {
    expect(announcementOf(new Date(submitted)).toISOString()).toBe(
      new Date(announced).toISOString(),
    );
  });
});

it("nothing is announced on Friday, Saturday and the holidays", () => {
  expect(nextAnnouncement(new Date("2026-01-30T01:00:00Z")).toISOString()).toBe(
    "2026-02-02T01:00:00.000Z",
  );
  expect(nextAnnouncement(new Date("2026-12-25T02:00:00Z")).toISOString()).toBe(
    "2026-12-28T01:00:00.000Z",
  );
  expect(lastAnnouncement(new Date("2026-01-20T12:00:00Z")).toISOString()).toBe(
    "2026-01-19T01:00:00.000Z",
  );
});

it("the last announcement is never after, the next never at or before an instant", () => {
  const instants = fc.date({
    min: new Date("2024-01-01"),
    max: new Date("2030-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, (at) => {
      const [last, next] = [lastAnnouncement(at), nextAnnouncement(at)];
      expect(last.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(next.getTime()).toBeGreaterThan(at.getTime());
      expect(nextAnnouncement(last).getTime()).toBe(next.getTime());
    }),
  );
});
