// Hugging Face's daily papers: the last week's lists, newest first, so that the counts of young
// papers become a series. A day that fails is left out; a site that is down is not asked seven times.
import { messageOf, SourceError } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";
import type { FoundPaper, PaperSource, Tell } from "../source.ts";
import { adaptHuggingfaceEntry } from "./huggingface-adapt.ts";
import { parseHuggingfaceDay } from "./huggingface-parse.ts";

export interface HuggingfaceOptions {
  http: HttpClient;
  baseUrl: string;
  /** False where GitHub itself is a source. */
  withStars: boolean;
}

const NAME = "huggingface";
const DAYS = 7;
const DAY = 86_400_000;

/** The dates to ask for at `now`, newest first. */
export function huggingfaceDays(now: Date): string[] {
  return Array.from({ length: DAYS }, (_, age) =>
    new Date(now.getTime() - age * DAY).toISOString().slice(0, 10),
  );
}

/** The address of one day's list. */
export function huggingfaceDayUrl(baseUrl: string, day: string): string {
  return `${baseUrl}/api/daily_papers?date=${day}`;
}

async function readDay(options: HuggingfaceOptions, day: string, now: Date, tell: Tell) {
  const url = huggingfaceDayUrl(options.baseUrl, day);
  const answer = await options.http.request(url);
  if (answer.status < 200 || answer.status > 299) {
    tell(`no list of ${day}: answered with ${answer.status}`);
    return null;
  }
  const parsed = parseHuggingfaceDay(answer.text);
  if (parsed === null) {
    throw new SourceError(NAME, `${NAME} answered ${url} with something that is no list of papers`);
  }
  if (parsed.broken > 0) tell(`${parsed.broken} entries of ${day} could not be read`);
  return parsed.entries.map((entry) => adaptHuggingfaceEntry(entry, day, now, options.withStars));
}

export function createHuggingfaceSource(options: HuggingfaceOptions): PaperSource {
  return {
    name: NAME,
    async collect(now, tell) {
      const found: FoundPaper[] = [];
      let daysRead = 0;
      for (const day of huggingfaceDays(now)) {
        try {
          const papers = await readDay(options, day, now, tell);
          if (papers !== null) daysRead += 1;
          found.push(...(papers ?? []));
        } catch (error) {
          if (daysRead === 0) throw error;
          tell(`older lists left out: ${messageOf(error)}`);
          break;
        }
      }
      if (daysRead === 0) throw new SourceError(NAME, `${NAME} has no list of any of ${DAYS} days`);
      return found;
    },
    plan: ({ now }) =>
      huggingfaceDays(now).map((day) => ({
        url: huggingfaceDayUrl(options.baseUrl, day),
        count: 1,
      })),
  };
}
