// The promise of the ranking, on the real days that it was tuned on: better than every published
// formula. Runs where the shared data lies beside the project; the rules are tested without it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readHistory } from "../../../src/commands/history-files.ts";
import { meanOf } from "../../../src/ranking/bootstrap.ts";
import {
  FORMULAS,
  type Measured,
  measureMorning,
  morningsBetween,
  OURS,
  snapshotsAt,
} from "../../../src/ranking/measure-formulas.ts";

const shared = join(import.meta.dirname, "../../../../shared/data/hf");
const files = {
  papers: join(shared, "papers.jsonl.gz"),
  observations: join(shared, "observations.csv.gz"),
};

it.runIf(existsSync(files.papers))(
  "beats every published formula on the real mornings of 2025-12 to 2026-02",
  async () => {
    const history = await readHistory(files, () => {});
    const days = morningsBetween(new Date("2025-12-01"), new Date("2026-02-28"));
    const mornings = snapshotsAt(history, days).flatMap(
      (day) => measureMorning(history, day) ?? [],
    );
    expect(mornings.length).toBeGreaterThan(40);
    const mean = (formula: string, metric: keyof Measured) =>
      meanOf(mornings.map(({ byFormula }) => byFormula.get(formula)?.[metric] ?? 0));
    for (const baseline of FORMULAS.filter((name) => name !== OURS)) {
      for (const metric of ["precision", "gainCaptured", "spearman"] as const) {
        expect(mean(OURS, metric), `${metric}, ${baseline}`).toBeGreaterThan(
          mean(baseline, metric),
        );
      }
    }
  },
  60_000,
);
