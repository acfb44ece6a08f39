// A replay of the past knows what was known then, and nothing more.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readHistory } from "../../../src/commands/history-files.ts";
import { buildHistory, candidatesAt, type History } from "../../../src/ranking/history.ts";
import { replayRanking } from "../../../src/ranking/replay-ranking.ts";

const samples = join(import.meta.dirname, "../../samples");
const MORNING = new Date("2026-01-07T07:00:00Z");
const told: string[] = [];
let history: History;

beforeAll(async () => {
  const files = {
    papers: join(samples, "hf-papers.jsonl"),
    observations: join(samples, "hf-observations.csv"),
  };
  history = await readHistory(files, (line) => told.push(line));
});

describe("a replay", () => {
  it("ranks the papers of the week that were listed by then, the observed ones first", () => {
    expect(replayRanking(history, MORNING).map((paper) => paper.arxivId)).toEqual([
      "2601.00002",
      "2601.00004",
      "2601.00001",
      "2601.00003",
    ]);
  });

  it("gives every paper a number that falls with its rank", () => {
    const scores = replayRanking(history, MORNING).map((paper) => paper.score);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("is the same when everything after its instant is cut away", () => {
    const papers = history.papers.map((one) => one.paper);
    const observations = history.papers.flatMap(({ paper, series }) =>
      series.map((o) => ({ ...o, arxivId: paper.arxivId })),
    );
    const cut = buildHistory(
      papers.toReversed(),
      observations.filter((o) => o.observedAt <= MORNING).reverse(),
    );
    expect(JSON.stringify(replayRanking(cut, MORNING))).toBe(
      JSON.stringify(replayRanking(history, MORNING)),
    );
  });

  it("gives a paper nobody looked at the promise of its authors' earlier papers", () => {
    const silent = candidatesAt(history, MORNING).find((one) => one.title.endsWith("nobody saw"));
    expect(silent?.prior).toBeCloseTo(Math.log1p(7));
  });

  it("leaves out lines that cannot be read, and tells how many", () => {
    expect(told).toHaveLength(2);
    expect(told.join("\n")).toMatch(/hf-papers\.jsonl: 1 line .*\n.*hf-observations\.csv: 1 line /);
  });
});
