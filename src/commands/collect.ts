// `paperboy collect`: reads the sources now, each alone in its failure.
import { UsageError } from "../errors.ts";
import { collectPapers } from "../papers/collect-papers.ts";
import { print, withContext } from "./run-command.ts";

/** Exit code 1 when a source could not be read; what the others brought is stored all the same. */
export async function collectCommand(options: { source?: string; json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const wanted = ctx.sources.filter((s) => !options.source || s.name === options.source);
    if (wanted.length === 0) {
      throw new UsageError(`${options.source} is not among SOURCES: add it there to collect it.`);
    }
    const reports = await collectPapers({ ...ctx, sources: wanted, now: ctx.now() });
    if (reports.some((report) => report.error)) process.exitCode = 1;
    const lines = reports.map(({ source, papers, observations, error }) =>
      error
        ? `${source}: ${error}`
        : `${source}: ${papers} papers, ${observations} new observations`,
    );
    print({ sources: reports }, options.json, lines);
  });
}
