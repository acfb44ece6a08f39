// GitHub's stars of the repositories that papers name. Without a token GitHub takes 60 requests an
// hour, so the youngest papers come first and the rest is left out and told of.
import { messageOf, SourceError } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";
import { inGroups, parseJsonAnswer } from "../json-answer.ts";
import { countedPaper, type FoundPaper, type PaperRef, type SignalSource } from "../source.ts";
import { githubRepository } from "./github-shape.ts";

export interface GithubOptions {
  http: HttpClient;
  baseUrl: string;
  token: string | null;
}

const NAME = "github";
const LIMIT_WITHOUT_TOKEN = 50;
const LIMIT_WITH_TOKEN = 1_000;
const AT_ONCE = 5;

const repositoryUrl = (baseUrl: string, repo: string) => `${baseUrl}/repos/${repo}`;

function withRepository(due: readonly PaperRef[], token: string | null) {
  const all = due.filter((p) => p.githubRepo !== null && (p.arxivId ?? p.doi) !== null);
  return { all, asked: all.slice(0, token === null ? LIMIT_WITHOUT_TOKEN : LIMIT_WITH_TOKEN) };
}

/** null: there is no such repository (any more), or it may not be seen. */
async function readStars({ http, baseUrl, token }: GithubOptions, repo: string) {
  const url = repositoryUrl(baseUrl, repo);
  const answer = await http.request(url, {
    headers: {
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  if (answer.status === 404 || answer.status === 451) return null;
  if (answer.status !== 200) {
    throw new SourceError(NAME, `${NAME} answered ${url} with ${answer.status}`);
  }
  return parseJsonAnswer(NAME, url, answer.text, githubRepository).stargazers_count;
}

async function readPaper(options: GithubOptions, ref: PaperRef, now: Date): Promise<FoundPaper[]> {
  const value = await readStars(options, ref.githubRepo as string);
  if (value === null) return [];
  return [countedPaper(ref, [{ signal: "github_stars", value, observedAt: now }])];
}

export function createGithubSource(options: GithubOptions): SignalSource {
  return {
    name: NAME,
    async refresh(due, now, tell) {
      const { all, asked } = withRepository(due, options.token);
      if (asked.length < all.length) {
        tell(
          `${all.length - asked.length} repositories left out: set GITHUB_TOKEN to ask for more`,
        );
      }
      const counted: FoundPaper[] = [];
      for (const group of inGroups(asked, AT_ONCE)) {
        const read = await Promise.allSettled(group.map((ref) => readPaper(options, ref, now)));
        counted.push(...read.flatMap((one) => (one.status === "fulfilled" ? one.value : [])));
        const failed = read.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
        for (const reason of failed) tell(`stars are missing: ${messageOf(reason)}`);
        if (failed.length < group.length) continue;
        // A whole group refused: the rest would be too.
        if (counted.length === 0) throw failed[0];
        break;
      }
      return counted;
    },
    plan({ due }) {
      const { asked } = withRepository(due, options.token);
      const [first] = asked;
      if (first === undefined) return [];
      return [{ url: repositoryUrl(options.baseUrl, first.githubRepo ?? ""), count: asked.length }];
    },
  };
}
