// `paperboy papers harvest`: arXiv's metadata in bulk, into the same store as any source's. What was
// read before a failure is stored; starting again from the same date changes nothing.
import { harvestPapers } from "../papers/harvest-papers.ts";
import { type HarvestOptions, harvestArxiv } from "../sources/arxiv/arxiv-oai.ts";
import { openHttpClient } from "../sources/open-sources.ts";
import { print, withContext } from "./run-command.ts";

export async function harvestArchiveCommand(
  options: HarvestOptions & { json?: boolean },
): Promise<void> {
  await withContext(async ({ config, db, log, now }) => {
    const http = openHttpClient(config, "arxiv");
    const pages = harvestArxiv(http, config.sourceUrls.arxivOai, options);
    const result = await harvestPapers({ db, log, now: now() }, pages);
    print(result, options.json, [`${result.papers} papers read, ${result.added} of them new.`]);
  });
}
