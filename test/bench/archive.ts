// A large archive made by PostgreSQL itself, the same every time: papers as arXiv lists them, day by
// day, in 40 fields of unequal size, and the counts that our own collecting and thinning would leave.
import pg from "pg";
import type { Bench } from "./bench.ts";

/** A Monday morning, when an edition is made. */
export const AT = new Date("2026-03-02T07:00:00Z");
const BASE_PAPERS = 300_000;
export const PAPERS_A_DAY = 700;

/** A number in [0, 1) that depends on nothing but its arguments. */
const u = (n: string, salt: number | string) =>
  `((hashint8extended((${n})::bigint, (${salt})::bigint) & 1048575) / 1048576.0::float8)`;

/** Words as languages have them: a word's frequency falls with its rank. */
const VOCABULARY = 20_000;
const SENTENCES = 6_000;
const WORDS = [
  ..."model learning data method network language training neural performance task".split(" "),
  ..."system algorithm deep graph image transformer attention diffusion reasoning agent".split(" "),
  ..."inference benchmark optimization robust scaling retrieval generation sparse policy".split(
    " ",
  ),
  ..."interpretability mechanistic circuits features causal quantum galaxy protein".split(" "),
];

const SENTENCES_SQL = `
  CREATE TEMP TABLE bench_sentences AS
  SELECT s AS id, string_agg(coalesce(($1::text[])[w.rank], 'term' || to_hex(w.rank * 7919)), ' ') AS text
  FROM generate_series(0, ${SENTENCES - 1}) s, generate_series(1, 20) k,
    LATERAL (
    SELECT floor(30 * exp(${u("s * 20 + k", 1)} * ln(${VOCABULARY} / 30.0::float8)))::int - 29 AS rank
  ) w
  GROUP BY s`;

/** From and to which number, how many a day, and the last day. */
const PAPERS_SQL = `
  INSERT INTO papers (arxiv_id, title_key, title, abstract, authors, categories, published_at,
    listed_at, github_repo, provenance)
  SELECT 'bench.' || n, 'bench ' || n, t.title, a.abstract,
    ARRAY['Ada Author' || n % 99991, 'Bo Writer' || n % 79999, 'Cy Third' || n % 60013,
      'Di Fourth' || n % 49999, 'Ed Last' || n % 39989],
    ARRAY['f' || floor(40 * power(${u("n", 2)}, 2)) || '.AI', 'cross.LG'],
    -- Half of the dates come from feeds, which tell the day alone.
    CASE WHEN n % 2 = 0 THEN day ELSE day + ${u("n", 3)} * interval '18 hours' END - interval '1 day',
    day + interval '30 minutes',
    CASE WHEN n % 5 = 0 THEN 'owner/repo' || n END, '{"title": "arxiv", "abstract": "arxiv"}'
  FROM generate_series($1::int, $2::int) n,
    LATERAL (SELECT $4::timestamptz - (($2 - n) / $3::int) * interval '1 day' AS day) d,
    LATERAL (SELECT initcap(left(s.text, 70)) AS title FROM bench_sentences s
      WHERE s.id = floor(${SENTENCES} * ${u("n", 4)})::int) t,
    LATERAL (SELECT string_agg(s.text, '. ') AS abstract
      FROM generate_series(5, 9) k JOIN bench_sentences s
      ON s.id = floor(${SENTENCES} * ${u("n", "k")})::int) a`;

/** Which papers have which signal, in percent; most papers of a day are never voted on. */
const SIGNALS_SQL = `
  (VALUES ('citations'::signal, 90, 3.0), ('github_stars', 20, 6.0), ('upvotes', 12, 4.5),
    ('comments', 4, 1.5)) s (signal, share, scale)`;

/** Days after the listing on which a paper is looked at, and what thinning leaves after 90 days. */
const OBSERVATIONS_SQL = `
  INSERT INTO observations (paper_id, signal, observed_at, value)
  SELECT p.id, s.signal, p.listed_at + o.day * interval '1 day' + interval '6 hours',
    floor((exp(power(${u("p.id", "13 + s.share")}, 2) * s.scale) - 1) * (1 - exp(-o.day / 5.0 - 0.2)))
  FROM papers p, ${SIGNALS_SQL},
    LATERAL (SELECT extract(epoch FROM $2::timestamptz - p.listed_at) / 86400 AS days) age,
    LATERAL (
      SELECT day FROM generate_series(0, least(90, ceil(age.days)::int - 1)) day
      WHERE CASE WHEN age.days >= 90 THEN day % 7 = 6 WHEN day < 7 THEN true
        WHEN day < 30 THEN (day + p.id) % 3 = 0 ELSE (day + p.id) % 7 = 0 END
    ) o
  WHERE p.id >= $1 AND 100 * ${u("p.id", "29 + s.share")} < s.share
  -- In the order in which collections store them.
  ORDER BY 3, 1, 2`;

/** What a bigger archive has beyond the plan: further looks at its papers, up to a number. */
const FILL_SQL = `
  INSERT INTO observations (paper_id, signal, observed_at, value)
  SELECT p.id, 'cited_by', p.listed_at + (90 + 7 * k) * interval '1 day', floor(k / 3.0)
  FROM papers p, generate_series(0, 40) k
  WHERE p.listed_at + (90 + 7 * k) * interval '1 day' < $1::timestamptz - interval '7 days'
  ORDER BY 3, 1 LIMIT $2`;

export interface ArchiveSize {
  papers: number;
  perDay: number;
  observations: number;
}

async function addPapers(client: pg.Client, papers: number, perDay: number): Promise<void> {
  const { rows } = await client.query("SELECT coalesce(max(id), 0) + 1 AS first FROM papers");
  const first = Number(rows[0].first);
  const midnight = AT.toISOString().slice(0, 10);
  await client.query("DROP TABLE IF EXISTS bench_sentences");
  await client.query(SENTENCES_SQL, [WORDS]);
  await client.query("ALTER TABLE bench_sentences ADD PRIMARY KEY (id)");
  await client.query("ANALYZE bench_sentences");
  await client.query(PAPERS_SQL, [first, first + papers - 1, perDay, midnight]);
  await client.query("ANALYZE papers");
  await client.query(OBSERVATIONS_SQL, [first, AT]);
}

/** Takes indexes away while much is stored, and makes them again as they were. */
async function withoutIndexes(client: pg.Client, store: () => Promise<void>): Promise<void> {
  const indexes = await client.query(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename IN ('papers', 'observations') AND indexdef LIKE 'CREATE INDEX%'`,
  );
  const [key] = (
    await client.query(
      `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE conrelid = 'observations'::regclass AND contype = 'p'`,
    )
  ).rows;
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  await client.query(`ALTER TABLE observations DROP CONSTRAINT ${key.name}`);
  await store();
  await client.query(`ALTER TABLE observations ADD CONSTRAINT ${key.name} ${key.definition}`);
  for (const { definition } of indexes.rows) await client.query(definition);
}

/** Fills a migrated database; seconds per 30,000 papers. @returns what it holds */
export async function fillArchive(url: string, size: ArchiveSize): Promise<ArchiveSize> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // References are known to hold, and checking five million would take longer than all the rest.
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    await withoutIndexes(client, async () => {
      await addPapers(client, size.papers, size.perDay);
      const counted = await client.query("SELECT count(*)::int AS stored FROM observations");
      const missing = Math.max(0, size.observations - counted.rows[0].stored);
      await client.query(FILL_SQL, [AT, missing]);
    });
    await settle(client);
    const { rows } = await client.query(
      "SELECT (SELECT count(*)::int FROM papers) AS papers, (SELECT count(*)::int FROM observations) AS observations",
    );
    return { ...rows[0], perDay: size.perDay };
  } finally {
    await client.end();
  }
}

let archive: Promise<{ url: string; size: ArchiveSize }> | null = null;

/** The whole archive in the database `archive`, made when first asked for. Not to be changed. */
export function openArchive({ createDatabase }: Pick<Bench, "createDatabase">) {
  archive ??= createDatabase("archive").then(async (url) => {
    const size = { papers: BASE_PAPERS, perDay: PAPERS_A_DAY, observations: 5_000_000 };
    return { url, size: await fillArchive(url, size) };
  });
  return archive;
}

/** One more week of papers at the same pace: the window then holds twice as many. */
export async function doubleWindow(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await addPapers(client, 7 * PAPERS_A_DAY, PAPERS_A_DAY);
    await settle(client);
  } finally {
    await client.end();
  }
}

/** Statistics, visibility and views as a running Paperboy would have left them. */
async function settle(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT matviewname AS name FROM pg_matviews");
  for (const { name } of rows) await client.query(`REFRESH MATERIALIZED VIEW ${name}`);
  await client.query("VACUUM ANALYZE");
  await client.query("CHECKPOINT");
}
