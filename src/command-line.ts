// Program: the command line, `npm run paperboy -- <command>`. Exit code 0: done, 1: failed, 2: used
// wrongly. `--json` prints one JSON value on standard output; logs go to standard error.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { SOURCE_NAMES } from "./config-sources.ts";
import { isEditionDate } from "./editions/edition-schedule.ts";
import { PaperboyError, UsageError } from "./errors.ts";

function editionDate(text: string): string {
  if (!isEditionDate(text)) throw new InvalidArgumentError("Write a date as YYYY-MM-DD.");
  return text;
}

type Action = (...args: never[]) => Promise<void>;

/** A command's code is loaded when it is called, so that help and wrong use answer at once. */
function later<M extends Record<K, Action>, K extends string>(load: () => Promise<M>, name: K) {
  return async (...args: unknown[]) => (await load())[name](...(args as never[]));
}

const json = () => new Option("--json", "print the result as one JSON value");
const date = (words: string) => new Option("--date <YYYY-MM-DD>", words).argParser(editionDate);

function addPaperCommands(program: Command): void {
  const papers = program.command("papers").description("the stored papers").exitOverride();
  papers
    .command("import")
    .description("import papers from a JSON or JSONL file")
    .argument("<file>", "an array or lines of {title, abstract, arxivId?, …}")
    .addOption(json())
    .action(later(() => import("./commands/import-papers-file.ts"), "importPapersCommand"));
  papers
    .command("harvest")
    .description("fill the archive from arXiv's bulk interface (OAI-PMH)")
    .requiredOption("--from <YYYY-MM-DD>", "records changed since", editionDate)
    .option("--until <YYYY-MM-DD>", "records changed until", editionDate)
    .option("--set <set>", "this set alone, for example cs:cs:CL")
    .addOption(json())
    .action(later(() => import("./commands/harvest-archive.ts"), "harvestArchiveCommand"));
}

/** Commands over files of the past, which need no database. */
function addPastCommands(program: Command): void {
  const overPast = (name: string, words: string) =>
    program
      .command(name)
      .description(words)
      .requiredOption("--papers <file>", "papers, a JSON object a line (plain or gzip)")
      .requiredOption(
        "--observations <file>",
        "CSV: observed_at,arxiv_id,upvotes,… (plain or gzip)",
      );
  overPast("replay", "rank the papers as they were known at instants of the past")
    .requiredOption("--times <file>", "ISO instants, one a line")
    .action(later(() => import("./commands/replay.ts"), "replayCommand"));
  overPast("backtest", "measure our ranking and the published formulas on past mornings")
    .addOption(new Option("--from <YYYY-MM-DD>", "the first morning").argParser(editionDate))
    .addOption(new Option("--to <YYYY-MM-DD>", "the last morning").argParser(editionDate))
    .addOption(json())
    .action(later(() => import("./commands/backtest.ts"), "backtestCommand"));
}

function buildProgram(): Command {
  const program = new Command("paperboy")
    .description("Trending papers by email, once a day.")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  program
    .command("collect")
    .description("read the sources and store papers and observations")
    .addOption(new Option("--source <name>", "this source alone").choices(SOURCE_NAMES))
    .option("--dry-run", "print the requests that would be made, and make none")
    .addOption(json())
    .action(later(() => import("./commands/collect.ts"), "collectCommand"));
  program
    .command("publish")
    .description("collect, rank, freeze and plan an edition; running it again changes nothing")
    .addOption(date("the edition's date (default: today in EDITION_TIMEZONE)"))
    .option("--now", "make it due at once for every confirmed subscriber")
    .addOption(json())
    .action(later(() => import("./commands/publish.ts"), "publishCommand"));
  program
    .command("preview")
    .description("write a digest as HTML, text and .eml; sends nothing, changes nothing")
    .addOption(date("the edition's date (default: the newest edition)"))
    .option("--email <address>", "as this subscriber would get it")
    .requiredOption("--out <dir>", "the folder to write to")
    .addOption(json())
    .action(later(() => import("./commands/preview.ts"), "previewCommand"));
  addPaperCommands(program);
  addPastCommands(program);
  return program;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isOurs = error instanceof PaperboyError;
  const text = isOurs ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  return error instanceof UsageError ? 2 : 1;
}

buildProgram()
  .parseAsync()
  .catch((error) => {
    process.exitCode = exitCodeOf(error);
  });
