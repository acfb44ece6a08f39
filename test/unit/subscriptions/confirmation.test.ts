// The rules of the double opt-in: caps, what a link is worth, and when a mail is tried again.
import { describe, expect, test } from "vitest";
import { judgeLink, mayAskAgain, nextTryAt } from "../../../src/subscriptions/confirmation.ts";

const NOW = new Date("2026-11-22T08:00:00Z");
const hoursFromNow = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe("caps", () => {
  const none = { waitingId: null, lastHour: 0, lastDay: 0, ever: 0 };

  test.each([
    [none, true],
    [{ ...none, lastDay: 2, ever: 2 }, true],
    [{ ...none, lastHour: 1 }, false],
    [{ ...none, lastDay: 3 }, false],
    [{ ...none, ever: 3 }, false],
    [{ ...none, waitingId: "a" }, false],
  ])("%j → %s", (tally, allowed) => {
    expect(mayAskAgain(tally)).toBe(allowed);
  });
});

describe("what a link is worth", () => {
  const fresh = { usedAt: null, closedAt: null, expiresAt: hoursFromNow(1) };

  test("fresh, it opens for whoever is not confirmed", () => {
    expect(judgeLink(fresh, "unconfirmed", NOW)).toBe("open");
    expect(judgeLink(fresh, "unsubscribed", NOW)).toBe("open");
  });

  test("used, closed or too old, it is over", () => {
    expect(judgeLink({ ...fresh, usedAt: NOW }, "unsubscribed", NOW)).toBe("expired");
    expect(judgeLink({ ...fresh, closedAt: NOW }, "unconfirmed", NOW)).toBe("expired");
    expect(judgeLink({ ...fresh, expiresAt: NOW }, "unconfirmed", NOW)).toBe("expired");
  });

  test("a confirmed reader is told so by any of their links", () => {
    expect(judgeLink({ ...fresh, usedAt: NOW }, "confirmed", NOW)).toBe("confirmed");
    expect(judgeLink({ ...fresh, closedAt: NOW }, "confirmed", NOW)).toBe("confirmed");
  });
});

describe("tries", () => {
  test("come after 5, 15, 30 and then every 60 minutes", () => {
    const minutes = [1, 2, 3, 4, 5, 40].map((attempt) => {
      const next = nextTryAt(attempt, NOW, NOW);
      return next && (next.getTime() - NOW.getTime()) / 60_000;
    });
    expect(minutes).toEqual([5, 15, 30, 60, 60, 60]);
  });

  test("end 48 hours after the request", () => {
    expect(nextTryAt(40, hoursFromNow(-46), NOW)).not.toBeNull();
    expect(nextTryAt(40, hoursFromNow(-47), NOW)).toBeNull();
  });
});
