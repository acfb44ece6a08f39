// The label of a paper that comes again: "back: 12× since 3 Nov". Told from the counts alone; where
// they do not tell how often, it says only since when.
import { DateTime } from "luxon";
import type { SignalObservation } from "../ranking/candidate.ts";

/** Below twice as much the factor says nothing. */
const WORTH_SAYING = 2;

/**
 * @param series of one paper, oldest first
 * @param since when readers last saw it
 * @param at the instant of the ranking that brought it back
 */
export function backLabel(series: readonly SignalObservation[], since: Date, at: Date): string {
  const factors = [...new Set(series.map(({ signal }) => signal))].map((signal) => {
    const own = series.filter((observation) => observation.signal === signal);
    const [then, now] = [since, at].map((instant) => own.findLast((o) => o.observedAt <= instant));
    return then && now && then.value > 0 ? now.value / then.value : 0;
  });
  const factor = Math.floor(Math.max(0, ...factors));
  const day = DateTime.fromJSDate(since, { zone: "utc" }).toFormat("d LLL");
  return factor >= WORTH_SAYING ? `back: ${factor}× since ${day}` : `back since ${day}`;
}
