// How long observations are kept: all of the last 30 days, then the day's last one, after 90 days the
// week's last one. So a young paper's series is dense and the table grows with papers, not with time.
import type { Db } from "../db/connect.ts";
import type { Log } from "../log.ts";
import { thinObservations } from "./observation-store.ts";

const DAY = 86_400_000;
const DENSE_DAYS = 30;
const DAILY_DAYS = 90;
/** Each run looks at what came of age in this many days: a few weeks' stand-still is caught up. */
const LOOK_BACK_DAYS = 28;

/** @returns how many were thinned out; a second run right after finds none */
export async function thinOldObservations({
  db,
  log,
  now,
}: {
  db: Db;
  log: Log;
  now: Date;
}): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const daily = await thinObservations(
    db,
    "day",
    before(DENSE_DAYS + LOOK_BACK_DAYS),
    before(DENSE_DAYS),
  );
  const weekly = await thinObservations(
    db,
    "week",
    before(DAILY_DAYS + LOOK_BACK_DAYS),
    before(DAILY_DAYS),
  );
  log.info({ daily, weekly }, "observations.thinned");
  return daily + weekly;
}
