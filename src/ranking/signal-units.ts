// What makes eight signals comparable: each is counted in upvotes' worth.
import type { Signal } from "../db/signals.ts";

/**
 * How many of a signal weigh as much as one upvote. Comments and stars are set where they help the
 * order of real days and do not harm its top; the others, which that data lacks, by analogy.
 */
export const UNITS: Readonly<Record<Signal, number>> = {
  upvotes: 1,
  comments: 5,
  github_stars: 100,
  citations: 5,
  influential_citations: 1,
  points: 3,
  point_comments: 10,
  cited_by: 5,
};
