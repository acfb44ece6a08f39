// `ranking`: what publishing an edition costs beside a large archive, and that the cost grows with
// the papers of the window and not with the archive.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AT, doubleWindow, fillArchive, openArchive, PAPERS_A_DAY } from "./archive.ts";
import { type Bench, type Benchmark, median, rounded } from "./bench.ts";
import type { PublishMeasure, PublishRound } from "./publish-process.ts";

const ROUNDS = 5;
const PROCESS = fileURLToPath(new URL("publish-process.ts", import.meta.url));

/** Publishes in a process of its own, several times over, and undoes it. */
async function publishAt(url: string): Promise<PublishMeasure> {
  // As `npm run start:scheduler` starts it.
  const args = [
    "--max-semi-space-size=4",
    "--import",
    "tsx",
    PROCESS,
    url,
    AT.toISOString(),
    String(ROUNDS),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 300_000 });
  return JSON.parse(stdout) as PublishMeasure;
}

/** Of the rounds after the first, which finds nothing compiled and nothing read. */
function warm(measure: PublishMeasure, of: (round: PublishRound) => number | null): number {
  return median(measure.rounds.slice(1).map((round) => of(round) ?? 0));
}

function reportWhole({ report }: Bench, measure: PublishMeasure): void {
  const ms = { unit: "ms" };
  const [first] = measure.rounds;
  report({ figure: "candidates", value: measure.candidates, unit: "papers" });
  report({
    figure: "publish, wall",
    value: rounded(warm(measure, (r) => r.wall)),
    ...ms,
    limit: 1000,
  });
  report({
    figure: "publish, CPU of the process",
    value: rounded(warm(measure, (r) => r.cpu)),
    ...ms,
  });
  report({
    figure: "publish, CPU of PostgreSQL",
    value: rounded(warm(measure, (r) => r.databaseCpu)),
    ...ms,
  });
  report({ figure: "publish, in queries", value: rounded(warm(measure, (r) => r.queries)), ...ms });
  report({ figure: "publish for the first time, wall", value: rounded(first?.wall ?? 0), ...ms });
  const mb = { unit: "MB" };
  report({
    figure: "memory before",
    value: rounded(measure.idleRssMb),
    ...mb,
    note: "Node.js, tsx and the modules",
  });
  report({
    figure: "memory, peak of one edition",
    value: rounded(first?.rssMb ?? 0),
    ...mb,
    limit: 150,
  });
  report({ figure: "heap after one edition", value: rounded(first?.heapMb ?? 0), ...mb });
}

async function run(bench: Bench): Promise<void> {
  const { url, size } = await openArchive(bench);
  bench.report({ figure: "archive", value: size.papers, unit: "papers" });
  bench.report({ figure: "observations", value: size.observations, unit: "rows" });
  const tenthUrl = await bench.createDatabase("tenth");
  await fillArchive(tenthUrl, { papers: 30_000, perDay: PAPERS_A_DAY, observations: 0 });
  const doubleUrl = await bench.createDatabase("double_window", "archive");
  await doubleWindow(doubleUrl);
  const whole = await publishAt(url);
  reportWhole(bench, whole);
  const cost = (measure: PublishMeasure) => warm(measure, (r) => r.cpu + (r.databaseCpu ?? 0));
  const [tenth, double] = [await publishAt(tenthUrl), await publishAt(doubleUrl)];
  const note = "CPU of the process and of PostgreSQL";
  const ratio = (of: number) => rounded(of / cost(whole), 2);
  bench.report({
    figure: "beside 1/10 of the archive",
    value: ratio(cost(tenth)),
    unit: "times",
    note,
  });
  const papers = rounded(double.candidates / whole.candidates, 2);
  bench.report({ figure: "candidates with twice the window", value: papers, unit: "times" });
  bench.report({
    figure: "with twice the window",
    value: ratio(cost(double)),
    unit: "times",
    limit: 2.2,
    note,
  });
}

export const rankingBenchmark: Benchmark = {
  name: "ranking",
  about: "publishing an edition beside 300,000 papers and 5 million observations",
  run,
};
