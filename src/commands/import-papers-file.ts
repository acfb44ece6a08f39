// `paperboy papers import FILE`: papers from a file, into the same store as any source's.
import { importFile } from "../papers/import-file.ts";
import { print, withContext } from "./run-command.ts";

export async function importPapersCommand(
  file: string,
  options: { json?: boolean },
): Promise<void> {
  await withContext(async (ctx) => {
    const result = await importFile({ db: ctx.db, now: ctx.now() }, file);
    print(result, options.json, [
      `${result.papers} papers read, ${result.added} of them new, ${result.observations} new observations.`,
    ]);
  });
}
