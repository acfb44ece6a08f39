// OpenAlex's citations by DOI (arXiv's own among them), 50 papers a request, and the arXiv id of a
// work that is known to us by its journal's DOI alone.
import type { HttpClient } from "../http-client.ts";
import { inGroups, parseJsonAnswer } from "../json-answer.ts";
import { parseArxivId, parseDoi } from "../paper-names.ts";
import { countedPaper, type FoundPaper, type PaperRef, type SignalSource } from "../source.ts";
import { type OpenalexWork, openalexAnswer } from "./openalex-shape.ts";

export interface OpenalexOptions {
  http: HttpClient;
  baseUrl: string;
}

const NAME = "openalex";
const GROUP = 50;
/** Of one collection, youngest papers first: 100 requests. */
const MOST = 5_000;

const doiOf = ({ arxivId, doi }: PaperRef) =>
  doi ?? (arxivId === null ? null : `10.48550/arxiv.${arxivId}`);
// A DOI may hold what the filter's own language uses: such ones are not asked for.
const askable = (due: readonly PaperRef[]) =>
  due.filter((paper) => /^[^,|!:]+$/.test(doiOf(paper) ?? ",")).slice(0, MOST);

function worksUrl(baseUrl: string, group: readonly PaperRef[]): string {
  const query = new URLSearchParams({
    filter: `doi:${group.map(doiOf).join("|")}`,
    select: "id,doi,cited_by_count,locations",
    "per-page": String(GROUP),
  });
  return `${baseUrl}/works?${query}`;
}

/** The name that a work is matched by: an arXiv id where its DOI is arXiv's own. */
function nameOf(doi: string): string {
  return parseArxivId(doi) ?? parseDoi(doi) ?? doi.toLowerCase();
}

export function adaptOpenalexWork(ref: PaperRef, work: OpenalexWork, now: Date): FoundPaper {
  const pages = work.locations.map((l) => parseArxivId(l.landing_page_url ?? ""));
  const value = work.cited_by_count;
  const arxivId = ref.arxivId ?? pages.find((id) => id !== null) ?? null;
  return countedPaper(
    { arxivId, doi: ref.doi ?? parseDoi(work.doi ?? "") },
    value == null ? [] : [{ signal: "cited_by", value, observedAt: now }],
  );
}

async function readGroup({ http, baseUrl }: OpenalexOptions, group: PaperRef[], now: Date) {
  const url = worksUrl(baseUrl, group);
  const { results } = parseJsonAnswer(NAME, url, await http.getText(url), openalexAnswer);
  const byName = new Map(results.map((work) => [nameOf(work.doi ?? ""), work]));
  return group.flatMap((ref) => {
    const work = byName.get(nameOf(doiOf(ref) ?? ""));
    return work === undefined ? [] : [adaptOpenalexWork(ref, work, now)];
  });
}

export function createOpenalexSource(options: OpenalexOptions): SignalSource {
  return {
    name: NAME,
    async refresh(due, now) {
      const counted: FoundPaper[] = [];
      for (const group of inGroups(askable(due), GROUP)) {
        counted.push(...(await readGroup(options, group, now)));
      }
      return counted;
    },
    plan({ due }) {
      const groups = inGroups(askable(due), GROUP);
      const [first] = groups;
      return first === undefined
        ? []
        : [{ url: worksUrl(options.baseUrl, first), count: groups.length }];
    },
  };
}
