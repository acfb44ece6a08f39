// OAI-PMH: all of arXiv's metadata in bulk, a page at a time by resumption tokens, for filling an
// archive. Pages come as they are read, so that nothing of a harvest is held longer than needed.
import { SourceError } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";
import type { FoundPaper } from "../source.ts";
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from "../xml-elements.ts";
import { adaptArxivRecord } from "./arxiv-adapt.ts";
import { readArxivAnswer } from "./arxiv-answer.ts";
import { type ArxivRecord, arxivRecord } from "./arxiv-shape.ts";

export interface HarvestOptions {
  /** Dates (YYYY-MM-DD) of the last change of a record, not of its submission. */
  from: string;
  until?: string | undefined;
  /** For example `cs:cs:CL`; absent: everything. */
  set?: string | undefined;
}

export interface HarvestPage {
  papers: FoundPaper[];
  broken: number;
}

const NAME = "arxiv";
const MAX_PAGES = 10_000;

function readAuthor(author: XmlElement): string {
  return `${textOf(author, "forenames")} ${textOf(author, "keyname")}`.trim();
}

function readRecord(record: XmlElement) {
  const about = childOf(childOf(record, "metadata"), "arXiv");
  return arxivRecord.safeParse({
    id: textOf(about, "id"),
    title: textOf(about, "title"),
    abstract: textOf(about, "abstract"),
    authors: childrenOf(childOf(about, "authors"), "author").map(readAuthor),
    categories: textOf(about, "categories"),
    created: textOf(about, "created"),
    doi: textOf(about, "doi"),
  });
}

export interface OaiPage {
  records: ArxivRecord[];
  broken: number;
  /** null: the last page. */
  resumptionToken: string | null;
}

/**
 * One answer to ListRecords or GetRecord with metadataPrefix=arXiv. Deleted records are no records.
 * @throws SourceError where the answer is an error; XmlError where it is no XML
 */
export function parseArxivOai(text: string): OaiPage {
  const root = parseXml(text);
  const error = childOf(root, "error");
  const nothing = error?.attributes.code === "noRecordsMatch";
  if (error !== undefined && !nothing) {
    throw new SourceError(NAME, `${NAME} refused to list records: ${error.text.slice(0, 200)}`);
  }
  const list = childOf(root, "ListRecords") ?? childOf(root, "GetRecord");
  if (list === undefined && !nothing) {
    throw new SourceError(NAME, `${NAME} answered with something that is no list of records`);
  }
  const present = childrenOf(list, "record").filter(
    (record) => childOf(record, "header")?.attributes.status !== "deleted",
  );
  const parsed = present.map(readRecord);
  const records = parsed.flatMap((result) => (result.success ? [result.data] : []));
  const token = textOf(list, "resumptionToken");
  return {
    records,
    broken: parsed.length - records.length,
    resumptionToken: token === "" ? null : token,
  };
}

/** All pages of a harvest. @throws SourceError */
export async function* harvestArxiv(
  http: HttpClient,
  baseUrl: string,
  { from, until, set }: HarvestOptions,
): AsyncGenerator<HarvestPage> {
  const first = { metadataPrefix: "arXiv", from, ...(until && { until }), ...(set && { set }) };
  let query: Record<string, string> = first;
  for (let page = 0; page < MAX_PAGES; page++) {
    const search = new URLSearchParams({ verb: "ListRecords", ...query });
    const url = `${baseUrl}?${search}`;
    const text = await http.getText(url);
    const answer = readArxivAnswer(url, () => parseArxivOai(text));
    yield { papers: answer.records.map(adaptArxivRecord), broken: answer.broken };
    // A token that leads to itself would never end.
    if (answer.resumptionToken === null || answer.resumptionToken === query.resumptionToken) return;
    query = { resumptionToken: answer.resumptionToken };
  }
}
