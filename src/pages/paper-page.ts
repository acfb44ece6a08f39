// GET /papers/:id: all that is known of a paper: what it says, why it stood where it stood, the
// signals with the time of their observation, and the editions that held it.
import { z } from "zod";
import { listAppearances } from "../editions/appearance-store.ts";
import { categoryName } from "../papers/category-names.ts";
import { listPaperObservations, type Observation } from "../papers/observation-store.ts";
import type { Paper } from "../papers/paper.ts";
import { snapshotOfPaper } from "../papers/paper-snapshot.ts";
import { findPaper } from "../papers/paper-store.ts";
import { SIGNAL_NAMES } from "../papers/signal-names.ts";
import { cleanText } from "../rendering/clean-text.ts";
import { spokenDate } from "../rendering/digest-words.ts";
import { paperFacts } from "../rendering/paper-line.ts";
import { spokenInstant, spokenNumber } from "./page-words.ts";
import type { PageApp, PageContext } from "./page-writer.ts";
import { titleOf } from "./paper-view.ts";
import { viewNewestPlace } from "./place-view.ts";

const params = z.object({ id: z.string() });
const ABSTRACT_LIMIT = 20_000;
const AUTHORS_SHOWN = 200;
const NAME_LIMIT = 100;
const DESCRIPTION_LIMIT = 180;

/** The newest value of each signal. */
function latestSignals(series: readonly Observation[]) {
  const newest = new Map(series.map((observation) => [observation.signal, observation]));
  return [...newest.values()].map(({ signal, value, observedAt }) => ({
    name: SIGNAL_NAMES[signal],
    value: spokenNumber(value),
    observedAt: spokenInstant(observedAt),
  }));
}

/** "Computation and Language" with a search for its papers. */
function categoryLinks(categories: readonly string[]) {
  const known = categories.map((category) => cleanText(category, 30)).filter(Boolean);
  return known.map((category) => ({
    ...{ category, name: categoryName(category) },
    url: `/search?${new URLSearchParams({ category })}`,
  }));
}

function content(paper: Paper) {
  const snapshot = snapshotOfPaper(paper);
  const names = snapshot.authors.slice(0, AUTHORS_SHOWN).map((name) => cleanText(name, NAME_LIMIT));
  return {
    title: titleOf(snapshot),
    authors: names.filter(Boolean).join(", "),
    moreAuthors: Math.max(0, paper.authors.length - AUTHORS_SHOWN),
    abstract: cleanText(snapshot.abstract, ABSTRACT_LIMIT),
    // Categories are told apart, by their names.
    facts: paperFacts({ ...snapshot, categories: [] }),
    categories: categoryLinks(snapshot.categories),
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
    const series = await listPaperObservations(ctx.db, paper.id);
    const description = cleanText(shown.abstract, DESCRIPTION_LIMIT);
    return ctx.writePage(
      reply,
      "paper",
      { title: shown.title, ...(description ? { description } : {}) },
      {
        ...shown,
        place: await viewNewestPlace(ctx.db, paper.id, editions, series),
        scoreUrl: `/api/papers/${paper.id}/score`,
        signals: latestSignals(series),
        editions: editions.map((place) => ({ ...place, spoken: spokenDate(place.date) })),
      },
    );
  });
}
