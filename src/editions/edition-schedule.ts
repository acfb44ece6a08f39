// When editions are due: one a date at EDITION_TIME in EDITION_TIMEZONE. Pure; the clock comes in.
import { Temporal } from "temporal-polyfill";

export interface EditionTime {
  /** HH:MM on the wall clock of the zone. */
  time: string;
  /** IANA name. */
  timezone: string;
}

/**
 * The instant at which the edition of a date is due. A time that the clocks skip moves on by the
 * gap; of one that comes twice the first is meant (RFC 5545 §3.3.5, Temporal's "compatible").
 */
export function editionDueAt(date: string, { time, timezone }: EditionTime): Date {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  return new Date(local.toZonedDateTime(timezone).epochMilliseconds);
}

/** Today's date (YYYY-MM-DD) in the edition's zone, its edition due or not. */
export function editionToday(edition: EditionTime, now: Date): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  return instant.toZonedDateTimeISO(edition.timezone).toPlainDate().toString();
}

function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The newest date whose edition is due at `now`. */
export function newestDueDate(edition: EditionTime, now: Date): string {
  const today = editionToday(edition, now);
  return editionDueAt(today, edition) <= now ? today : addDays(today, -1);
}

/** The dates strictly between two, oldest first: those an outage made us miss. */
export function datesBetween(after: string, before: string): string[] {
  const dates: string[] = [];
  for (let day = addDays(after, 1); day < before; day = addDays(day, 1)) dates.push(day);
  return dates;
}

/** True for a real calendar date written YYYY-MM-DD, from 2000 to 2199. */
export function isEditionDate(text: string): boolean {
  if (!/^2[01]\d\d-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
