// One collection: first the sources that tell of papers, then those that count. Each is asked and
// stored by itself, so that one that is down, slow or wrong costs its own part alone and is named.
import { performance } from "node:perf_hooks";
import type { Db } from "../db/connect.ts";
import type { SourceReport } from "../db/edition-tables.ts";
import { messageOf, SourceError } from "../errors.ts";
import type { Log } from "../log.ts";
import {
  type CollectionState,
  type FoundPaper,
  isSignalSource,
  type Source,
} from "../sources/source.ts";
import { refreshAuthorVotes } from "./author-store.ts";
import { recordCollection } from "./collection-store.ts";
import { listDuePapers, listLastReads } from "./due-paper-store.ts";
import { importPapers } from "./import-papers.ts";
import { thinOldObservations } from "./thin-observations.ts";

export interface CollectDeps {
  db: Db;
  log: Log;
  sources: readonly Source[];
  now: Date;
}

const LONGEST = 5 * 60_000;

interface Told {
  found: FoundPaper[];
  notes: string[];
  error: string | null;
}

/** A source that is slow at every step must not hold an edition up. */
async function inTime<T>(source: string, asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new SourceError(source, `${source} was not read in ${LONGEST / 60_000} minutes`);
    timer = setTimeout(() => reject(error), LONGEST);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a source tells, or why it tells nothing: the one place where its failures are caught. */
async function ask(log: Log, source: Source, state: CollectionState): Promise<Told> {
  const notes: string[] = [];
  const tell = (problem: string) => {
    notes.push(problem);
    log.warn({ source: source.name, problem }, "source.partly-read");
  };
  try {
    const asked = isSignalSource(source)
      ? source.refresh(state.due, state.now, tell)
      : source.collect(state.now, tell, state);
    return { found: await inTime(source.name, asked), notes, error: null };
  } catch (error) {
    log.warn({ source: source.name, problem: messageOf(error) }, "source.failed");
    return { found: [], notes, error: messageOf(error) };
  }
}

async function collectOne(
  deps: CollectDeps,
  source: Source,
  state: CollectionState,
): Promise<SourceReport> {
  const started = performance.now();
  const { found, notes, error } = await ask(deps.log, source, state);
  const { papers, observations, added, refused } = await importPapers(deps, source.name, found);
  if (refused > 0) notes.push(`${refused} counts that cannot be were not stored`);
  await recordCollection(deps.db, {
    ...{ source: source.name, papers, observations, error },
    startedAt: deps.now,
    finishedAt: new Date(deps.now.getTime() + Math.round(performance.now() - started)),
  });
  const report = {
    ...{ source: source.name, papers, observations, error },
    ...(notes.length > 0 ? { notes } : {}),
  };
  deps.log.info({ ...report, added }, "source.collected");
  return report;
}

/**
 * Asks all sources, stores what they tell, and thins out what has grown old.
 * @returns a report a source, in the order of `sources`; a database that fails is thrown
 */
export async function collectPapers(deps: CollectDeps): Promise<SourceReport[]> {
  const { db, sources, now } = deps;
  const lastReads = await listLastReads(db);
  const reports = new Map<Source, SourceReport>();
  const collectAll = async (some: readonly Source[], due: CollectionState["due"]) => {
    await Promise.all(
      some.map(async (source) => {
        const state = { now, lastRead: lastReads.get(source.name) ?? null, due };
        reports.set(source, await collectOne(deps, source, state));
      }),
    );
  };
  await collectAll(
    sources.filter((source) => !isSignalSource(source)),
    [],
  );
  const counting = sources.filter(isSignalSource);
  if (counting.length > 0) await collectAll(counting, await listDuePapers(db, now));
  if (sources.length > 0) {
    const lastRun = Math.max(...[...lastReads.values()].map((at) => at.getTime()));
    await thinOldObservations({ ...deps, lastRun: lastReads.size > 0 ? new Date(lastRun) : null });
    await refreshAuthorVotes(db);
  }
  return sources.flatMap((source) => reports.get(source) ?? []);
}
