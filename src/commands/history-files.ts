// Reads the files of a replay: papers (JSON lines) and observations (CSV), plain or gzipped. Every
// line is parsed here; one that cannot be read is left out and told, and never stops a replay.
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { Signal } from "../db/signals.ts";
import { ImportError, messageOf } from "../errors.ts";
import {
  buildHistory,
  type History,
  type PastObservation,
  type PastPaper,
} from "../ranking/history.ts";
import { UNITS } from "../ranking/signal-units.ts";

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const PaperLine = z
  .object({
    arxivId: z.string().min(1),
    title: z.string(),
    abstract: z.string().nullish(),
    authors: z.array(z.string()).nullish(),
    publishedAt: Instant.nullish(),
    listedOn: z.iso.date().transform((date) => new Date(`${date}T00:00:00Z`)),
    categories: z.array(z.string()).nullish(),
  })
  .transform(
    (line): PastPaper => ({
      arxivId: line.arxivId,
      title: line.title,
      abstract: line.abstract ?? "",
      authors: line.authors ?? [],
      field: line.categories?.[0] ?? null,
      publishedAt: line.publishedAt ?? null,
      listedAt: line.listedOn,
    }),
  );
const Count = z.union([z.literal("").transform(() => null), z.coerce.number()]);

export interface HistoryFiles {
  papers: string;
  observations: string;
}

/** Throws ImportError if a file cannot be read or is none of ours; `warn` gets what was left out. */
export async function readHistory(
  files: HistoryFiles,
  warn: (line: string) => void,
): Promise<History> {
  const [papers, observations] = await Promise.all([
    readLines(files.papers),
    readLines(files.observations),
  ]);
  return buildHistory(
    readPapers(papers, (line) => warn(`${files.papers}: ${line}`)),
    readObservations(observations, files.observations, (line) =>
      warn(`${files.observations}: ${line}`),
    ),
  );
}

/** The lines of a text file, unzipped if its first bytes say that it is gzipped; blank ones left out. */
export async function readLines(path: string): Promise<string[]> {
  try {
    const bytes = await readFile(path);
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = (isGzip ? gunzipSync(bytes) : bytes).toString("utf8").replace(/^\uFEFF/, "");
    return text.split(/\r?\n/).filter((line) => line.trim() !== "");
  } catch (error) {
    throw new ImportError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function readPapers(lines: readonly string[], warn: (line: string) => void): PastPaper[] {
  const parsed = lines.map((line) => PaperLine.safeParse(parseJson(line)));
  tellLeftOut(parsed, warn);
  return parsed.flatMap((one) => (one.success ? [one.data] : []));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Told with the other lines that are no papers.
  }
}

/**
 * Fields hold ids, instants and numbers, none of which can hold a comma or a quote: splitting is all
 * the CSV that there is. Columns are found by their names; those that are no signal are ignored.
 */
function readObservations(
  [header = "", ...rows]: readonly string[],
  path: string,
  warn: (line: string) => void,
): PastObservation[] {
  const columns = header.split(",").map((name) => name.trim());
  const signals = (Object.keys(UNITS) as Signal[]).filter((signal) => columns.includes(signal));
  if (!columns.includes("observed_at") || !columns.includes("arxiv_id") || !signals.length) {
    throw new ImportError(`${path} has no header with observed_at, arxiv_id and a signal.`);
  }
  const Row = z.object({ observed_at: Instant, arxiv_id: z.string().min(1) });
  const Counts = z.partialRecord(z.enum(signals), Count);
  const Whole = Row.extend({ counts: Counts });
  const parsed = rows.map((row) => {
    const cells = row.split(",");
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? "";
    const counts = Object.fromEntries(signals.map((signal) => [signal, cell(signal)]));
    return Whole.safeParse({
      observed_at: cell("observed_at"),
      arxiv_id: cell("arxiv_id"),
      counts,
    });
  });
  tellLeftOut(parsed, warn);
  return parsed.flatMap((one) => (one.success ? observationsOf(one.data, signals) : []));
}

function observationsOf(
  row: { observed_at: Date; arxiv_id: string; counts: Partial<Record<Signal, number | null>> },
  signals: readonly Signal[],
): PastObservation[] {
  return signals.flatMap((signal) => {
    const value = row.counts[signal];
    if (value === null || value === undefined) return [];
    return [{ arxivId: row.arxiv_id, signal, observedAt: row.observed_at, value }];
  });
}

function tellLeftOut(parsed: readonly { success: boolean }[], warn: (line: string) => void): void {
  const bad = parsed.flatMap((one, index) => (one.success ? [] : [index + 1]));
  if (bad.length === 0) return;
  const lines = bad.length === 1 ? "1 line is" : `${bad.length} lines are`;
  warn(`${lines} left out, since they cannot be read: the first is row ${bad[0]}.`);
}
