// `papers import FILE`: a JSON list or JSON Lines of papers as `seeds/papers.json` writes them. All
// of a file or nothing is stored of it, and a fault names the file and the place.
import { readFile } from "node:fs/promises";
import type { Db } from "../db/connect.ts";
import { ImportError, messageOf } from "../errors.ts";
import { adaptSeedPaper } from "../sources/seeds/seed-adapt.ts";
import { type SeedPaper, seedFault, seedPaper } from "../sources/seeds/seed-shape.ts";
import { type ImportCounts, importPapers } from "./import-papers.ts";

/** A value out of the file and how a person finds it there: "line 3" or "paper 3". */
interface Item {
  place: string;
  value: unknown;
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw new ImportError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function parseJson(file: string, place: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportError(`${file}, ${place}: not JSON: ${messageOf(error)}`, { cause: error });
  }
}

function readItems(file: string, text: string): Item[] {
  if (text.trimStart().startsWith("[")) {
    const list = parseJson(file, "the list", text) as unknown[];
    return list.map((value, i) => ({ place: `paper ${i + 1}`, value }));
  }
  return text.split(/\r?\n/).flatMap((line, i) => {
    const place = `line ${i + 1}`;
    return line.trim() === "" ? [] : [{ place, value: parseJson(file, place, line) }];
  });
}

function parseItem(file: string, { place, value }: Item): SeedPaper {
  const parsed = seedPaper.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ImportError(`${file}, ${place}: ${seedFault(parsed.error)}`);
}

/**
 * Imports a file of papers; a second time changes nothing.
 * @throws ImportError naming the file and the first place at fault
 */
export async function importFile(deps: { db: Db; now: Date }, file: string): Promise<ImportCounts> {
  const items = readItems(file, await readText(file));
  const found = items.map((item) => adaptSeedPaper(parseItem(file, item)));
  return deps.db.transaction((db) => importPapers({ ...deps, db }, "import", found));
}
