// When editions are due: one a date at EDITION_TIME in EDITION_TIMEZONE. Pure; the clock comes in.
import { DateTime } from "luxon";

export interface EditionTime {
  /** HH:MM on the wall clock of the zone. */
  time: string;
  /** IANA name. */
  timezone: string;
}

const utcDay = (date: string) => DateTime.fromISO(date, { zone: "utc" });
const inZone = (now: Date, { timezone }: EditionTime) =>
  DateTime.fromJSDate(now, { zone: timezone });

/**
 * The instant at which the edition of a date is due. A time that the clocks skip moves on by the
 * gap; of one that comes twice the first is meant (RFC 5545 §3.3.5).
 */
export function editionDueAt(date: string, { time, timezone }: EditionTime): Date {
  const local = DateTime.fromISO(`${date}T${time}`, { zone: timezone });
  // By itself luxon takes either of the two, depending on the season it is asked in.
  const [first = local] = local.getPossibleOffsets();
  return first.toJSDate();
}

/** Today's date (YYYY-MM-DD) in the edition's zone, its edition due or not. */
export function editionToday(edition: EditionTime, now: Date): string {
  return inZone(now, edition).toFormat("yyyy-MM-dd");
}

/** The newest date whose edition is due at `now`. */
export function newestDueDate(edition: EditionTime, now: Date): string {
  const today = inZone(now, edition);
  const isDue = editionDueAt(editionToday(edition, now), edition) <= now;
  return (isDue ? today : today.minus({ days: 1 })).toFormat("yyyy-MM-dd");
}

/** The dates strictly between two, oldest first: those an outage made us miss. */
export function datesBetween(after: string, before: string): string[] {
  const dates: string[] = [];
  for (
    let day = utcDay(after).plus({ days: 1 });
    day < utcDay(before);
    day = day.plus({ days: 1 })
  ) {
    dates.push(day.toFormat("yyyy-MM-dd"));
  }
  return dates;
}

/** True for a real calendar date written YYYY-MM-DD. */
export function isEditionDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && utcDay(text).isValid;
}
