// When editions are due: one a date at EDITION_TIME in EDITION_TIMEZONE. Pure; the clock comes in.
import { DateTime } from "luxon";

export interface EditionTime {
  /** HH:MM on the wall clock of the zone. */
  time: string;
  /** IANA name. */
  timezone: string;
}

/**
 * The instant at which the edition of a date is due. A time that the clocks skip moves forward by the
 * gap; one that comes twice is the first of the two (luxon's rules).
 */
export function editionDueAt(date: string, { time, timezone }: EditionTime): Date {
  return DateTime.fromISO(`${date}T${time}`, { zone: timezone }).toJSDate();
}

/** The newest date (YYYY-MM-DD) whose edition is due at `now`. */
export function newestDueDate(edition: EditionTime, now: Date): string {
  const today = DateTime.fromJSDate(now, { zone: edition.timezone });
  const date = (day: DateTime) => day.toFormat("yyyy-MM-dd");
  const isDue = editionDueAt(date(today), edition) <= now;
  return date(isDue ? today : today.minus({ days: 1 }));
}

/** Today's date in the edition's zone, due or not. */
export function editionToday(edition: EditionTime, now: Date): string {
  return DateTime.fromJSDate(now, { zone: edition.timezone }).toFormat("yyyy-MM-dd");
}

/** The dates strictly between two, oldest first: those an outage made us miss. */
export function datesBetween(after: string, before: string): string[] {
  const dates: string[] = [];
  const end = DateTime.fromISO(before, { zone: "utc" });
  let day = DateTime.fromISO(after, { zone: "utc" }).plus({ days: 1 });
  for (; day < end; day = day.plus({ days: 1 })) dates.push(day.toFormat("yyyy-MM-dd"));
  return dates;
}

/** True for a real calendar date written YYYY-MM-DD, from 2000 to 2199. */
export function isEditionDate(text: string): boolean {
  return /^2[01]\d\d-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
}
