// `paperboy collect`: reads the sources now, each alone in its failure, or says what it would ask.
import type { Context } from "../context.ts";
import type { SourceReport } from "../db/edition-tables.ts";
import { UsageError } from "../errors.ts";
import { collectPapers } from "../papers/collect-papers.ts";
import { type CollectionPlan, planCollection } from "../papers/plan-collection.ts";
import type { Source } from "../sources/source.ts";
import { print, withContext } from "./run-command.ts";

function chooseSources(ctx: Context, name: string | undefined): Source[] {
  const wanted = ctx.sources.filter((source) => !name || source.name === name);
  if (wanted.length > 0) return wanted;
  throw new UsageError(`${name} is not among SOURCES: add it there to collect it.`);
}

function planLines({ source, requests }: CollectionPlan): string[] {
  const total = requests.reduce((sum, request) => sum + request.count, 0);
  const urls = requests.map(({ url, count }) =>
    count === 1 ? `  ${url}` : `  ${url} and ${count - 1} more`,
  );
  return [`${source}: ${total} requests`, ...urls];
}

function reportLines({ source, papers, observations, error, notes = [] }: SourceReport): string[] {
  const result = error ?? `${papers} papers, ${observations} new observations`;
  return [`${source}: ${result}`, ...notes.map((note) => `  ${note}`)];
}

/** Exit code 1 when a source could not be read; what the others brought is stored all the same. */
export async function collectCommand(options: {
  source?: string;
  dryRun?: boolean;
  json?: boolean;
}): Promise<void> {
  await withContext(async (ctx) => {
    const deps = { ...ctx, sources: chooseSources(ctx, options.source), now: ctx.now() };
    if (options.dryRun) {
      const plan = await planCollection(deps);
      print({ plan }, options.json, plan.flatMap(planLines));
      return;
    }
    const reports = await collectPapers(deps);
    if (reports.some((report) => report.error)) process.exitCode = 1;
    print({ sources: reports }, options.json, reports.flatMap(reportLines));
  });
}
