// How long observations are kept: all of the last 30 days, then the day's last one, after 90 days the
// week's last one. So a young paper's series is dense and the table grows with papers, not with time.
import type { Db } from "../db/connect.ts";
import type { Log } from "../log.ts";
import { thinObservations } from "./observation-store.ts";

const DAY = 86_400_000;
const DENSE_DAYS = 30;
const DAILY_DAYS = 90;
/** A run looks at what came of age since the last one and a little before; never further than this. */
const LOOK_BACK_DAYS = 28;
const OVERLAP_DAYS = 2;

/**
 * `lastRun` is the instant of an earlier run; without one the last weeks are gone through.
 * @returns how many were thinned out; a second run right after finds none
 */
export async function thinOldObservations({
  db,
  log,
  now,
  lastRun = null,
}: {
  db: Db;
  log: Log;
  now: Date;
  lastRun?: Date | null;
}): Promise<number> {
  const idleDays = lastRun ? Math.max(0, now.getTime() - lastRun.getTime()) / DAY : LOOK_BACK_DAYS;
  const lookBack = Math.min(LOOK_BACK_DAYS, idleDays + OVERLAP_DAYS);
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const daily = await thinObservations(
    db,
    "day",
    before(DENSE_DAYS + lookBack),
    before(DENSE_DAYS),
  );
  const weekly = await thinObservations(
    db,
    "week",
    before(DAILY_DAYS + lookBack),
    before(DAILY_DAYS),
  );
  log.info({ daily, weekly }, "observations.thinned");
  return daily + weekly;
}
