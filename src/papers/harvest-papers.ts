// Fills the archive from arXiv's bulk interface, page by page: what was read is stored, whatever
// happens to the next page.
import type { Db } from "../db/connect.ts";
import type { Log } from "../log.ts";
import type { HarvestPage } from "../sources/arxiv/arxiv-oai.ts";
import { type ImportCounts, importPapers } from "./import-papers.ts";

/** @param pages as `harvestArxiv` gives them; its failure is thrown after what came before it */
export async function harvestPapers(
  deps: { db: Db; log: Log; now: Date },
  pages: AsyncIterable<HarvestPage>,
): Promise<ImportCounts> {
  const total: ImportCounts = { papers: 0, added: 0, observations: 0, refused: 0 };
  for await (const { papers, broken } of pages) {
    const counts = await importPapers(deps, "arxiv", papers);
    for (const key of Object.keys(total) as (keyof ImportCounts)[]) total[key] += counts[key];
    deps.log.info({ ...counts, broken }, "papers.harvested");
  }
  return total;
}
