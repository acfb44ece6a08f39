// When arXiv announces: Sunday to Thursday at 20:00 Eastern, what came in by 14:00; no announcement
// on its holidays, when the next one takes all. So an empty day is known, not guessed.
// https://info.arxiv.org/help/availability.html
import { DateTime } from "luxon";

const EASTERN = "America/New_York";
const ANNOUNCED = 20;
const DEADLINE = 14;

/** Day of the month of the nth weekday (1 is Monday), as `M-D` of the year. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = DateTime.fromObject({ year, month, day: 1 }).weekday;
  return `${month}-${1 + ((weekday - first + 7) % 7) + (nth - 1) * 7}`;
}

/** The United States holidays on which arXiv has deferred its announcements year after year. */
function holidays(year: number): string[] {
  return [
    "1-1",
    nthWeekday(year, 1, 1, 3), // Martin Luther King Day
    "6-19",
    "7-4",
    nthWeekday(year, 9, 1, 1), // Labor Day
    nthWeekday(year, 11, 4, 4), // Thanksgiving
    "12-25",
  ];
}

function announces(day: DateTime): boolean {
  const restDay = day.weekday === 5 || day.weekday === 6;
  return !restDay && !holidays(day.year).includes(`${day.month}-${day.day}`);
}

/** The first announcement strictly after an instant. */
export function nextAnnouncement(after: Date): Date {
  let day = DateTime.fromJSDate(after, { zone: EASTERN }).startOf("day");
  for (;;) {
    const at = day.set({ hour: ANNOUNCED });
    if (announces(day) && at.toMillis() > after.getTime()) return at.toJSDate();
    day = day.plus({ days: 1 });
  }
}

/** The last announcement at or before an instant. */
export function lastAnnouncement(at: Date): Date {
  let day = DateTime.fromJSDate(at, { zone: EASTERN }).startOf("day");
  for (;;) {
    const announced = day.set({ hour: ANNOUNCED });
    if (announces(day) && announced.toMillis() <= at.getTime()) return announced.toJSDate();
    day = day.minus({ days: 1 });
  }
}

/**
 * The announcement that a submission falls into: the first whose deadline, 14:00 of that day (of
 * Friday for Sunday's), is not before it. Moderation can delay it further, which nobody can know.
 */
export function announcementOf(submitted: Date): Date {
  const at = DateTime.fromJSDate(submitted, { zone: EASTERN });
  const late = at.hour >= DEADLINE;
  // After Friday's deadline and at the weekend, Monday's announcement is the next one.
  const days = (at.weekday === 5 && late) || at.weekday >= 6 ? 8 - at.weekday : late ? 1 : 0;
  const from = at.startOf("day").plus({ days });
  return nextAnnouncement(from.toJSDate());
}
