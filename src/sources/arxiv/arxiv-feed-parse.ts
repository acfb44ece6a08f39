// Reads arXiv's two feeds: the RSS of a day's announcements and the Atom of its API. Gives what each
// entry says, as text; a broken entry is left out and counted.
import { z } from "zod";
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from "../xml-elements.ts";
import { type ArxivEntry, type ArxivListing, arxivEntry, arxivListing } from "./arxiv-shape.ts";

export interface ParsedFeed<T> {
  entries: T[];
  broken: number;
}

function parseEach<T>(
  elements: readonly XmlElement[],
  shape: z.ZodType<T>,
  read: (element: XmlElement) => unknown,
): ParsedFeed<T> {
  const parsed = elements.map((element) => shape.safeParse(read(element)));
  const entries = parsed.flatMap((result) => (result.success ? [result.data] : []));
  return { entries, broken: parsed.length - entries.length };
}

function readItem(item: XmlElement) {
  return {
    // The identifier with its version, which the link leaves out.
    id: textOf(item, "guid") || textOf(item, "link"),
    title: textOf(item, "title"),
    description: textOf(item, "description"),
    authors: textOf(item, "dc:creator"),
    categories: childrenOf(item, "category").map((category) => category.text.trim()),
    announced: textOf(item, "pubDate"),
    kind: textOf(item, "arxiv:announce_type"),
    doi: textOf(item, "arxiv:DOI"),
  };
}

/**
 * A day's announcements (https://info.arxiv.org/help/rss_specifications.html).
 * @throws XmlError, z.ZodError where it is no such feed
 */
export function parseArxivRss(text: string): ParsedFeed<ArxivListing> & { day: string } {
  const channel = childOf(parseXml(text), "channel");
  const day = z.string().min(1).parse(textOf(channel, "pubDate"));
  return { day, ...parseEach(childrenOf(channel, "item"), arxivListing, readItem) };
}

function readEntry(entry: XmlElement) {
  return {
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    summary: textOf(entry, "summary"),
    authors: childrenOf(entry, "author").map((author) => textOf(author, "name")),
    primary: childOf(entry, "arxiv:primary_category")?.attributes.term ?? "",
    categories: childrenOf(entry, "category").map((category) => category.attributes.term ?? ""),
    published: textOf(entry, "published"),
    doi: textOf(entry, "arxiv:doi"),
  };
}

/**
 * An answer of the API (https://info.arxiv.org/help/api/user-manual.html).
 * @throws XmlError, z.ZodError where it is no such answer
 */
export function parseArxivAtom(text: string): ParsedFeed<ArxivEntry> & { total: number } {
  const feed = parseXml(text);
  const total = z.coerce
    .number()
    .int()
    .parse(textOf(feed, "opensearch:totalResults") || undefined);
  return { total, ...parseEach(childrenOf(feed, "entry"), arxivEntry, readEntry) };
}
