// Tables of what the sources tell: papers, the observations of their signals, and the collections
// that brought them. A paper's numeric id never changes, whatever else is learnt of it.
import { type SQL, sql } from "drizzle-orm";
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgMaterializedView,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { instant, tsvector } from "./column-types.ts";
import { SIGNALS } from "./signals.ts";

export const signal = pgEnum("signal", SIGNALS);

export const papers = pgTable(
  "papers",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Base id without version, e.g. 2405.10927 or hep-th/9901001. */
    arxivId: text().unique(),
    doi: text().unique(),
    /** Normalised title: with the first author, the identity of last resort. */
    titleKey: text().notNull(),
    title: text().notNull(),
    abstract: text().notNull().default(""),
    authors: text().array().notNull().default([]),
    /** Primary category first, e.g. cs.CL. */
    categories: text().array().notNull().default([]),
    publishedAt: instant(),
    /**
     * When a source first listed it: what "new" means to the ranking. For an archive paper whose
     * listing nobody recorded, the earliest instant it can be dated to (see seed-adapt.ts).
     */
    listedAt: instant().notNull().defaultNow(),
    githubRepo: text(),
    projectUrl: text(),
    /** Which source each field came from. */
    provenance: jsonb().$type<Record<string, string>>().notNull().default({}),
    updatedAt: instant().notNull().defaultNow(),
    search: tsvector()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`setweight(to_tsvector('english', ${papers.title}), 'A') || setweight(to_tsvector('english', ${papers.abstract}), 'B')`,
      ),
  },
  (t) => [
    index("papers_title_key").on(t.titleKey),
    index("papers_listed_at").on(t.listedAt),
    index("papers_recency").on(sql`coalesce(${t.publishedAt}, ${t.listedAt}) DESC`, t.id),
    index("papers_search").using("gin", t.search),
  ],
);

export const observations = pgTable(
  "observations",
  {
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    signal: signal().notNull(),
    observedAt: instant().notNull(),
    value: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.signal, t.observedAt] }),
    index("observations_observed_at").on(t.observedAt),
  ],
);

/** Answers of sources kept for conditional requests. */
export const sourceAnswers = pgTable("source_answers", {
  url: text().primaryKey(),
  etag: text(),
  lastModified: text(),
  body: text().notNull(),
  keptAt: instant().notNull().defaultNow(),
});

/** One reading of one source: what it brought, or why it brought nothing. */
export const collections = pgTable(
  "collections",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    source: text().notNull(),
    startedAt: instant().notNull(),
    finishedAt: instant().notNull(),
    papers: integer().notNull(),
    observations: integer().notNull(),
    /** null: it went well. */
    error: text(),
  },
  (t) => [index("collections_source").on(t.source, t.finishedAt)],
);

/**
 * What authors' papers were upvoted, each at its newest count: refreshed after a collection, since a
 * count a day old says as much of an author.
 */
export const authorVotes = pgMaterializedView("author_votes", {
  author: text().notNull(),
  paperId: integer().notNull(),
  listedAt: instant().notNull(),
  upvotes: doublePrecision().notNull(),
}).as(sql`
  SELECT names.author, p.id AS paper_id, p.listed_at, newest.value AS upvotes
  FROM papers p
  CROSS JOIN LATERAL (SELECT DISTINCT unnest(p.authors) AS author) names
  CROSS JOIN LATERAL (
    SELECT o.value FROM observations o
    WHERE o.paper_id = p.id AND o.signal = 'upvotes' ORDER BY o.observed_at DESC LIMIT 1
  ) newest`);
