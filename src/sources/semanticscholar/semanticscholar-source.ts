// Semantic Scholar's citations, 500 papers a request, with the other names that it knows them by.
import { SourceError } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";
import { inGroups, parseJsonAnswer } from "../json-answer.ts";
import { parseArxivId, parseDoi } from "../paper-names.ts";
import {
  countedPaper,
  type FoundPaper,
  type FoundSignal,
  type PaperRef,
  type SignalSource,
} from "../source.ts";
import { type SemanticScholarPaper, semanticScholarBatch } from "./semanticscholar-shape.ts";

export interface SemanticScholarOptions {
  http: HttpClient;
  baseUrl: string;
  key: string | null;
}

const NAME = "semanticscholar";
const GROUP = 500;
const FIELDS = "externalIds,citationCount,influentialCitationCount";

const batchUrl = (baseUrl: string) => `${baseUrl}/graph/v1/paper/batch?fields=${FIELDS}`;
const named = (due: readonly PaperRef[]) => due.filter((p) => p.arxivId !== null || p.doi !== null);
const idOf = ({ arxivId, doi }: PaperRef) => (arxivId === null ? `DOI:${doi}` : `ARXIV:${arxivId}`);

function adaptPaper(ref: PaperRef, paper: SemanticScholarPaper, now: Date): FoundPaper {
  const signals: FoundSignal[] = [];
  const { citationCount, influentialCitationCount, externalIds } = paper;
  if (citationCount != null) {
    signals.push({ signal: "citations", value: citationCount, observedAt: now });
  }
  if (influentialCitationCount != null) {
    const value = influentialCitationCount;
    signals.push({ signal: "influential_citations", value, observedAt: now });
  }
  const arxivId = ref.arxivId ?? parseArxivId(externalIds?.ArXiv ?? "");
  return countedPaper({ arxivId, doi: ref.doi ?? parseDoi(externalIds?.DOI ?? "") }, signals);
}

async function readGroup(options: SemanticScholarOptions, group: readonly PaperRef[], now: Date) {
  const url = batchUrl(options.baseUrl);
  const answer = await options.http.request(url, {
    json: { ids: group.map(idOf) },
    ...(options.key === null ? {} : { headers: { "x-api-key": options.key } }),
  });
  // It says so when it knows none of a group.
  if (answer.status === 400 && /no valid paper ids/i.test(answer.text)) return [];
  if (answer.status !== 200) {
    throw new SourceError(NAME, `${NAME} answered ${url} with ${answer.status}`);
  }
  const papers = parseJsonAnswer(NAME, url, answer.text, semanticScholarBatch);
  if (papers.length !== group.length) {
    throw new SourceError(NAME, `${NAME} answered ${url} with another number of papers than asked`);
  }
  return group.flatMap((ref, i) => {
    const paper = papers[i];
    return paper == null ? [] : [adaptPaper(ref, paper, now)];
  });
}

export function createSemanticScholarSource(options: SemanticScholarOptions): SignalSource {
  return {
    name: NAME,
    async refresh(due, now) {
      const counted: FoundPaper[] = [];
      for (const group of inGroups(named(due), GROUP)) {
        counted.push(...(await readGroup(options, group, now)));
      }
      return counted;
    },
    plan({ due }) {
      const count = Math.ceil(named(due).length / GROUP);
      return count === 0 ? [] : [{ url: batchUrl(options.baseUrl), count }];
    },
  };
}
