// Tables of what was decided: editions with their frozen papers. Once published, a row here never
// changes: pages, mails and replays read what readers were sent.
import {
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
import { instant } from "./column-types.ts";
import { papers } from "./paper-tables.ts";

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
    snapshot: jsonb().$type<PaperSnapshot>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.editionDate, t.rank] }),
    index("edition_papers_paper").on(t.paperId),
  ],
);
