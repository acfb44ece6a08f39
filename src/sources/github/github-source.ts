// GitHub's stars of the repositories that papers name. Without a token GitHub takes 60 requests an
// hour, so the youngest papers come first and the rest is left out and told of.
import { messageOf } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";
import { parseJsonAnswer } from "../json-answer.ts";
import { countedPaper, type FoundPaper, type PaperRef, type SignalSource } from "../source.ts";
import { githubRepository } from "./github-shape.ts";

export interface GithubOptions {
  http: HttpClient;
  baseUrl: string;
  token: string | null;
}

const NAME = "github";
const LIMIT_WITHOUT_TOKEN = 50;
const LIMIT_WITH_TOKEN = 2_000;
const FAILURES_IN_A_ROW = 3;

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
  return parseJsonAnswer(NAME, url, answer.text, githubRepository).stargazers_count;
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
      let failures = 0;
      for (const ref of asked) {
        try {
          const value = await readStars(options, ref.githubRepo as string);
          failures = 0;
          if (value === null) continue;
          counted.push(countedPaper(ref, [{ signal: "github_stars", value, observedAt: now }]));
        } catch (error) {
          failures += 1;
          if (counted.length === 0 && failures === FAILURES_IN_A_ROW) throw error;
          tell(`stars of ${ref.githubRepo} are not known: ${messageOf(error)}`);
          if (failures === FAILURES_IN_A_ROW) break;
        }
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
