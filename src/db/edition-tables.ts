// Tables of what was decided: editions with their frozen papers. Once published, a row here never
// changes: pages, mails and replays read what readers were sent.
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./column-types.ts";
import { papers } from "./paper-tables.ts";
import type { Signal } from "./signals.ts";

export const editionState = pgEnum("edition_state", ["published", "skipped"]);
export const rankingBasis = pgEnum("ranking_basis", ["signals", "recency"]);

/** What one source contributed on the day, as told to readers and operators. */
export interface SourceReport {
  source: string;
  papers: number;
  observations: number;
  error: string | null;
  /** What was left out or not believed although the source answered; absent: nothing. */
  notes?: string[];
}

export const editions = pgTable("editions", {
  /** The edition's date in EDITION_TIMEZONE, YYYY-MM-DD. */
  date: date({ mode: "string" }).primaryKey(),
  state: editionState().notNull(),
  /** The instant of the ranking: observations after it were not used. */
  rankedAt: instant().notNull(),
  candidates: integer().notNull(),
  sources: jsonb().$type<SourceReport[]>().notNull().default([]),
  /** A sentence for readers where the day was not an ordinary one. */
  note: text(),
  /** When its deliveries were planned; null: still to do. */
  plannedAt: instant(),
});

/** A paper as it stood when the edition was frozen. */
export interface PaperSnapshot {
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  arxivId: string | null;
  doi: string | null;
  githubRepo: string | null;
  projectUrl: string | null;
  publishedAt: string | null;
}

export const editionPapers = pgTable(
  "edition_papers",
  {
    editionDate: date({ mode: "string" })
      .notNull()
      .references(() => editions.date, { onDelete: "cascade" }),
    rank: integer().notNull(),
    paperId: integer()
      .notNull()
      .references(() => papers.id),
    /** null: no signal is known, so none was invented. */
    score: doublePrecision(),
    basis: rankingBasis().notNull(),
    parts: jsonb().$type<Record<string, number>>().notNull(),
    reasons: text().array().notNull(),
    /** An old paper that grew again, well above its own pace. */
    resurgent: boolean().notNull().default(false),
    snapshot: jsonb().$type<PaperSnapshot>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.editionDate, t.rank] }),
    index("edition_papers_paper").on(t.paperId),
  ],
);

/** What one candidate brought to the ranking. Instants are milliseconds since 1970. */
export interface FrozenCandidate {
  id: number;
  field: string | null;
  published: number | null;
  listed: number | null;
  code: boolean;
  prior: number | null;
  /** "" where no place in the list was decided by words; the abstract's opening alone. */
  title: string;
  abstract: string;
  series: Partial<Record<Signal, [at: number, value: number][]>>;
}

/**
 * What an edition was ranked from: FrozenCandidate[] as gzipped JSON (PostgreSQL would take a second
 * over the jsonb of ten thousand), apart from the edition since only a recomputation reads it. Later
 * observations, corrections, joins and thinning do not reach it.
 */
export const editionInputs = pgTable("edition_inputs", {
  editionDate: date({ mode: "string" })
    .primaryKey()
    .references(() => editions.date, { onDelete: "cascade" }),
  /** The formula's numbers on that day, by name. */
  numbers: jsonb().$type<Record<string, number>>().notNull(),
  candidates: bytea().notNull(),
});
