// GET /about: what it is, the running formula with its numbers and an example of the day, what is
// held about a reader. No number is written here: all come from the formula itself.
import { getLatestEdition } from "../editions/edition-store.ts";
import { CARE, listTerms, listUnits, NUMBERS_ORIGIN } from "../ranking/explain-formula.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { viewOfRanked } from "./paper-view.ts";
import { viewOfScore } from "./score-view.ts";

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  seeds: "the papers that came with Paperboy",
  huggingface: "Hugging Face's daily papers",
  arxiv: "arXiv",
  github: "GitHub",
  semanticscholar: "Semantic Scholar",
  hackernews: "Hacker News",
  openalex: "OpenAlex",
};
const join = new Intl.ListFormat("en", { type: "conjunction" });

/** The newest edition's first paper, with the parts that its score is the sum of. */
async function exampleOf({ db }: PageContext) {
  const edition = await getLatestEdition(db, { limit: 1 });
  const first = edition?.papers[0];
  if (!edition || !first) return null;
  return {
    paper: viewOfRanked(first),
    reasons: first.reasons,
    score: viewOfScore(first.score, first.parts),
    editionUrl: `/editions/${edition.date}`,
    spoken: spokenDate(edition.date),
    scoreUrl: `/api/papers/${first.paperId}/score?on=${edition.date}`,
  };
}

export function addAboutPage(app: PageApp, ctx: PageContext): void {
  const { edition, sources } = ctx.config;
  const terms = listTerms();
  const fixed = {
    ...{ edition, care: CARE, origin: NUMBERS_ORIGIN, units: listUnits() },
    sources: join.format(sources.map((name) => SOURCE_NAMES[name] ?? name)),
    fitted: terms.filter((term) => term.from === "data"),
    decided: terms.filter((term) => term.from === "decision"),
  };
  app.get("/about", async (_request, reply) =>
    ctx.writePage(
      reply,
      "about",
      { title: "About" },
      {
        ...fixed,
        example: await exampleOf(ctx),
      },
    ),
  );
}
