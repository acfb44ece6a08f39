// `paperboy backtest`: measures our ranking and the published formulas on real mornings, as a table
// with 95 % intervals by bootstrap over days. The same files give the same table.
import { UsageError } from "../errors.ts";
import { bootstrapMean, type Interval, meanOf } from "../ranking/bootstrap.ts";
import type { History } from "../ranking/history.ts";
import {
  FORMULAS,
  type Measured,
  type Morning,
  measureMorning,
  morningsBetween,
  type Snapshot,
  snapshotsAt,
} from "../ranking/measure-formulas.ts";
import { readerRecall } from "../ranking/reader-recall.ts";
import { type HistoryFiles, readHistory } from "./history-files.ts";
import { print } from "./run-command.ts";

export interface BacktestOptions extends HistoryFiles {
  /** YYYY-MM-DD, both included; by default the whole of the observations. */
  from?: string;
  to?: string;
  json?: boolean;
}

interface FormulaResult {
  formula: string;
  precision: Interval;
  gainCaptured: Interval;
  spearman: Interval;
  /** Over months: the reader's share of each month's fifty, and days from listing to reading. */
  recall: number | null;
  lagDays: number | null;
}

export async function backtestCommand(options: BacktestOptions): Promise<void> {
  const history = await readHistory(options, (line) => process.stderr.write(`${line}\n`));
  const snapshots = snapshotsAt(history, morningsBetween(...spanOf(history, options)));
  const mornings = snapshots.flatMap((snapshot) => measureMorning(history, snapshot) ?? []);
  if (mornings.length === 0) throw new UsageError("No day in that span has twenty papers to rank.");
  const results = FORMULAS.map((formula) => resultOf(formula, history, snapshots, mornings));
  const leads = leadsOver("latest upvotes", mornings);
  const days = mornings.length;
  print({ days, results, leads }, options.json, [
    ...tableOf(results),
    "",
    `${days} mornings, ${Math.round(meanOf(mornings.map((m) => m.papers)))} papers each.`,
    `Lead over latest upvotes, day by day: ${leads.map(leadText).join("; ")}.`,
  ]);
}

function spanOf(history: History, { from, to }: BacktestOptions): [Date, Date] {
  const seen = history.papers.flatMap(({ series }) => series.map((o) => o.observedAt.getTime()));
  const [first, last] = seen.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  );
  const span = [from ? Date.parse(from) : first, to ? Date.parse(to) : last] as const;
  if (!span.every(Number.isFinite)) throw new UsageError("Write --from and --to as YYYY-MM-DD.");
  return [new Date(span[0]), new Date(span[1])];
}

function valuesOf(mornings: readonly Morning[], formula: string, metric: keyof Measured): number[] {
  return mornings.map(({ byFormula }) => byFormula.get(formula)?.[metric] ?? 0);
}

function resultOf(
  formula: string,
  history: History,
  snapshots: readonly Snapshot[],
  mornings: readonly Morning[],
): FormulaResult {
  const months = readerRecall(history, snapshots, formula);
  const lags = months.flatMap(({ lagDays }) => lagDays ?? []);
  return {
    formula,
    precision: bootstrapMean(valuesOf(mornings, formula, "precision")),
    gainCaptured: bootstrapMean(valuesOf(mornings, formula, "gainCaptured")),
    spearman: bootstrapMean(valuesOf(mornings, formula, "spearman")),
    recall: months.length > 0 ? meanOf(months.map(({ recall }) => recall)) : null,
    lagDays: lags.length > 0 ? meanOf(lags) : null,
  };
}

function leadsOver(other: string, mornings: readonly Morning[]): (Interval & { metric: string })[] {
  return (["precision", "gainCaptured", "spearman"] as const).map((metric) => {
    const theirs = valuesOf(mornings, other, metric);
    const ours = valuesOf(mornings, FORMULAS.at(-1) ?? "", metric);
    return { metric, ...bootstrapMean(ours.map((value, day) => value - (theirs[day] ?? 0))) };
  });
}

const fixed = (value: number) => value.toFixed(3);
const cell = ({ mean, low, high }: Interval) => `${fixed(mean)} (${fixed(low)} to ${fixed(high)})`;
const leadText = ({ metric, ...lead }: Interval & { metric: string }) => `${metric} ${cell(lead)}`;

function tableOf(results: readonly FormulaResult[]): string[] {
  const head = ["formula", "P@10", "gain captured @10", "rho", "recall @5", "lag in days"];
  const rows = results.map((one) => [
    one.formula,
    ...[one.precision, one.gainCaptured, one.spearman].map(cell),
    one.recall === null ? "" : fixed(one.recall),
    one.lagDays === null ? "" : one.lagDays.toFixed(2),
  ]);
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}
