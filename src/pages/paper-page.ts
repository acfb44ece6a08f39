// GET /papers/:id: all that is known of a paper: what it says, the signals with the time of their
// observation, and the editions it stood in.
import { z } from "zod";
import { listAppearances } from "../editions/appearance-store.ts";
import { listPaperObservations, type Observation } from "../papers/observation-store.ts";
import type { Paper } from "../papers/paper.ts";
import { findPaper } from "../papers/paper-store.ts";
import { cleanText } from "../rendering/clean-text.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import { paperFacts } from "../rendering/paper-line.ts";
import { spokenInstant, spokenNumber } from "./page-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { snapshotOfPaper, titleOf } from "./paper-view.ts";

const params = z.object({ id: z.string() });
const ABSTRACT_LIMIT = 20_000;
const AUTHORS_SHOWN = 200;
const NAME_LIMIT = 100;
const DESCRIPTION_LIMIT = 180;

const SIGNAL_NAMES: Readonly<Record<Observation["signal"], string>> = {
  upvotes: "Upvotes on Hugging Face",
  comments: "Comments on Hugging Face",
  github_stars: "GitHub stars",
  citations: "Citations (Semantic Scholar)",
  influential_citations: "Influential citations (Semantic Scholar)",
  points: "Points on Hacker News",
  point_comments: "Comments on Hacker News",
  cited_by: "Citations (OpenAlex)",
};

/** The newest value of each signal. */
function latestSignals(series: readonly Observation[]) {
  const newest = new Map(series.map((observation) => [observation.signal, observation]));
  return [...newest.values()].map(({ signal, value, observedAt }) => ({
    name: SIGNAL_NAMES[signal],
    value: spokenNumber(value),
    observedAt: spokenInstant(observedAt),
  }));
}

function content(paper: Paper) {
  const names = paper.authors.slice(0, AUTHORS_SHOWN).map((name) => cleanText(name, NAME_LIMIT));
  return {
    title: titleOf(paper),
    authors: names.filter(Boolean).join(", "),
    moreAuthors: Math.max(0, paper.authors.length - AUTHORS_SHOWN),
    abstract: cleanText(paper.abstract, ABSTRACT_LIMIT),
    facts: paperFacts(snapshotOfPaper(paper)),
    categories: paper.categories.map((category) => cleanText(category, 30)).filter(Boolean),
  };
}

export function addPaperPage(app: PageApp, ctx: PageContext): void {
  app.get("/papers/:id", { schema: { params } }, async (request, reply) => {
    const paper = await findPaper(ctx.db, request.params.id);
    if (!paper) {
      const title = "No such paper";
      const detail = "No paper here has this number or arXiv id.";
      const link = { url: "/search", label: "Search papers" };
      return ctx.writePage(reply, "error", { title, status: 404 }, { title, detail, link });
    }
    const shown = content(paper);
    const editions = await listAppearances(ctx.db, paper.id);
    const description = cleanText(paper.abstract, DESCRIPTION_LIMIT);
    return ctx.writePage(
      reply,
      "paper",
      { title: shown.title, ...(description ? { description } : {}) },
      {
        ...shown,
        signals: latestSignals(await listPaperObservations(ctx.db, paper.id)),
        editions: editions.map((place) => ({ ...place, spoken: spokenDate(place.date) })),
      },
    );
  });
}
