// A paper's place in its newest edition as pages show it: rank, reasons, the score's parts, and
// whether it is back.
import type { Db } from "../db/connect.ts";
import { type Appearance, findPlace } from "../editions/appearance-store.ts";
import { backLabel } from "../editions/back-label.ts";
import type { Observation } from "../papers/observation-store.ts";
import { cleanText } from "../rendering/clean-text.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import { type ScoreView, viewOfScore } from "./score-view.ts";

export interface PlaceView {
  url: string;
  spoken: string;
  rank: number;
  reasons: string[];
  /** null: it was placed by its date. */
  score: ScoreView | null;
  /** null: it is not one that came again. */
  back: string | null;
}

const REASON_LIMIT = 160;
const WEEK = 7 * 86_400_000;

/** @param appearances newest first */
export async function viewNewestPlace(
  db: Db,
  paperId: number,
  appearances: readonly Appearance[],
  series: readonly Observation[],
): Promise<PlaceView | null> {
  const [newest, before] = appearances;
  const place = newest && (await findPlace(db, paperId, newest.date));
  if (!place) return null;
  const { rank, reasons, score, parts, rankedAt } = place;
  const weekAgo = new Date(rankedAt.getTime() - WEEK);
  const since = before ? new Date(`${before.date}T23:59:59Z`) : weekAgo;
  return {
    url: `/editions/${newest.date}`,
    spoken: spokenDate(newest.date),
    rank,
    reasons: reasons.map((reason) => cleanText(reason, REASON_LIMIT)),
    score: viewOfScore(score, parts),
    back: place.resurgent ? backLabel(series, since, rankedAt) : null,
  };
}
