// `npm run bench [-- name …]`: runs the benchmarks named, or all, and prints one line of JSON per
// figure. `--list` tells the names; an unknown one ends with 2.
import { type Bench, type Benchmark, openBenchServer } from "./bench.ts";
import { digestBenchmark } from "./digest-bench.ts";
import { rankingBenchmark } from "./ranking-bench.ts";
import { searchBenchmark } from "./search-bench.ts";
import { subscribeBenchmark } from "./subscribe-bench.ts";

const BENCHMARKS: readonly Benchmark[] = [
  digestBenchmark,
  subscribeBenchmark,
  rankingBenchmark,
  searchBenchmark,
];

const print = (line: string) => process.stdout.write(`${line}\n`);
const names = process.argv.slice(2).filter((name) => !name.startsWith("--"));
const unknown = names.filter((name) => !BENCHMARKS.some((one) => one.name === name));

async function runAll(chosen: readonly Benchmark[]): Promise<void> {
  const server = await openBenchServer();
  const stop = () => void server.close().finally(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    for (const { name, run } of chosen) {
      const bench: Bench = {
        createDatabase: server.createDatabase,
        report: (figure) => print(JSON.stringify({ benchmark: name, ...figure })),
      };
      await run(bench);
    }
  } finally {
    await server.close();
  }
}

if (process.argv.includes("--list")) {
  for (const { name, about } of BENCHMARKS) print(`${name}: ${about}`);
} else if (unknown.length > 0) {
  const known = BENCHMARKS.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no benchmark "${unknown.join('", "')}". There are: ${known}.\n`);
  process.exitCode = 2;
} else {
  await runAll(BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name)));
}
