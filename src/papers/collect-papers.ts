// One collection: every source is asked and stored by itself, so that one that is down, slow or
// wrong costs its own papers alone, and the report names it.
import { performance } from "node:perf_hooks";
import type { Db } from "../db/connect.ts";
import type { SourceReport } from "../db/edition-tables.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { FoundPaper, Source } from "../sources/source.ts";
import { recordCollection } from "./collection-store.ts";
import { importPapers } from "./import-papers.ts";

export interface CollectDeps {
  db: Db;
  log: Log;
  sources: readonly Source[];
  now: Date;
}

/** What a source found, or why it found nothing: the one place where its failures are caught. */
async function ask({ log, now }: CollectDeps, source: Source) {
  try {
    const found = await source.collect(now, (problem) =>
      log.warn({ source: source.name, problem }, "source.partly-read"),
    );
    return { found, error: null };
  } catch (error) {
    log.warn({ source: source.name, problem: messageOf(error) }, "source.failed");
    return { found: [] as FoundPaper[], error: messageOf(error) };
  }
}

async function collectOne(deps: CollectDeps, source: Source): Promise<SourceReport> {
  const started = performance.now();
  const { found, error } = await ask(deps, source);
  const counts = await importPapers(deps, source.name, found);
  const report = {
    source: source.name,
    papers: counts.papers,
    observations: counts.observations,
    error,
  };
  await recordCollection(deps.db, {
    ...report,
    startedAt: deps.now,
    finishedAt: new Date(deps.now.getTime() + Math.round(performance.now() - started)),
  });
  deps.log.info({ ...report, added: counts.added }, "source.collected");
  return report;
}

/**
 * Asks all sources at once and stores what they tell.
 * @returns a report a source, in the order of `sources`; a database that fails is thrown
 */
export async function collectPapers(deps: CollectDeps): Promise<SourceReport[]> {
  return Promise.all(deps.sources.map((source) => collectOne(deps, source)));
}
