// The sentences of a digest that are not a paper's: its subject, its counts, its notices. Said here
// once, so that the HTML and the text part cannot disagree.
import { DateTime } from "luxon";
import { cutAtWord } from "./clean-text.ts";

const SUBJECT_TITLE_LIMIT = 64;
const PREHEADER_LIMIT = 140;

/** "Sunday 22 November 2026" */
export function spokenDate(date: string): string {
  return DateTime.fromISO(date, { zone: "utc" }).setLocale("en-GB").toFormat("cccc d LLLL yyyy");
}

export function countPapers(count: number): string {
  if (count === 0) return "nothing new today";
  return count === 1 ? "1 paper" : `${count} papers`;
}

/** @param count of all the papers that the reader gets, shown in the mail or folded */
export function subjectLine(firstTitle: string | undefined, count: number): string {
  if (firstTitle === undefined) return "Trending papers: nothing new for you today";
  const more = count > 1 ? ` and ${count - 1} more` : "";
  // Three dots, since "…" alone would make an ASCII subject an encoded one.
  return `Trending papers: ${cutAtWord(firstTitle, SUBJECT_TITLE_LIMIT, "...")}${more}`;
}

/** What a mail program shows after the subject: the titles that the subject did not name. */
export function preheader(titles: readonly string[], date: string): string {
  const also = titles.slice(1, 4).join("; ");
  return also ? cutAtWord(`Also: ${also}`, PREHEADER_LIMIT) : `Trending papers of ${date}`;
}

export interface Notice {
  text: string;
  link?: { label: string; url: string };
}

export function noticesFor(of: {
  shown: number;
  folded: number;
  hidden: number;
  editionUrl: string;
  preferencesUrl: string;
}): Notice[] {
  const notices: Notice[] = [];
  if (of.shown === 0) {
    notices.push({
      text: "There is nothing new for you in today's edition: its papers were in your earlier digests or are outside your preferences.",
      link: { label: "See the edition", url: of.editionUrl },
    });
  }
  if (of.folded > 0) {
    const link = { label: "Read them there", url: of.editionUrl };
    notices.push({ text: `… and ${of.folded} more on the web.`, link });
  }
  if (of.hidden > 0) {
    const link = { label: "Change them", url: of.preferencesUrl };
    notices.push({ text: `${of.hidden} hidden by your filters.`, link });
  }
  return notices;
}
