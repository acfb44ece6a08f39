// `paperboy replay`: what the ranking would have said at instants of the past, from files alone. One
// JSON line for each instant, with nothing in it that was observed after that instant.
import { UsageError } from "../errors.ts";
import { replayRanking } from "../ranking/replay-ranking.ts";
import { type HistoryFiles, readHistory, readLines } from "./history-files.ts";

export interface ReplayOptions extends HistoryFiles {
  /** A file of ISO instants, one a line; `at` is printed as it stands there. */
  times: string;
}

export async function replayCommand(options: ReplayOptions): Promise<void> {
  const times = (await readLines(options.times)).map((line) => parseTime(line.trim()));
  const warn = (line: string) => process.stderr.write(`${line}\n`);
  const history = await readHistory(options, warn);
  for (const { text, at } of times) {
    const ranking = replayRanking(history, at);
    process.stdout.write(`${JSON.stringify({ at: text, ranking })}\n`);
  }
}

function parseTime(text: string): { text: string; at: Date } {
  const at = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(at.getTime())) {
    throw new UsageError(`"${text}" is not an ISO instant like 2026-03-01T07:00:00Z.`);
  }
  return { text, at };
}
