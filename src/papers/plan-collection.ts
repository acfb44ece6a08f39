// `collect --dry-run`: the requests that a collection would make now, and none of them made.
import type { Db } from "../db/connect.ts";
import type { PlannedRequest, Source } from "../sources/source.ts";
import { listDuePapers, listLastReads } from "./due-paper-store.ts";

export interface CollectionPlan {
  source: string;
  requests: PlannedRequest[];
}

/** In the order of `sources`; further pages of long answers are not foreseen. */
export async function planCollection(deps: {
  db: Db;
  sources: readonly Source[];
  now: Date;
}): Promise<CollectionPlan[]> {
  const { db, sources, now } = deps;
  const [lastReads, due] = await Promise.all([listLastReads(db), listDuePapers(db, now)]);
  return sources.map((source) => {
    const lastRead = lastReads.get(source.name) ?? null;
    return { source: source.name, requests: source.plan({ now, lastRead, due }) };
  });
}
