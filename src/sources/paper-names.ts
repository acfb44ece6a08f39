// The names that papers go by outside: arXiv ids, DOIs, GitHub repositories. Each is brought to its
// one spelling here, and what is not such a name becomes null.

const NEW_STYLE = /^(\d{2})(0[1-9]|1[0-2])\.(\d{4,5})$/;
const OLD_STYLE = /^([a-z]+(?:-[a-z]+)?)(?:\.[A-Za-z]{2})?\/(\d{2})(0[1-9]|1[0-2])(\d{3})$/;
const AROUND =
  /^(?:https?:\/\/(?:[a-z]+\.)?arxiv\.org\/(?:abs|pdf|html)\/|https?:\/\/doi\.org\/10\.48550\/arxiv\.|10\.48550\/arxiv\.|oai:arxiv\.org:|arxiv:)/i;

/**
 * The base id (no version, no subject class) of an arXiv id, address, DOI or OAI identifier.
 * @see https://info.arxiv.org/help/arxiv_identifier.html
 */
export function parseArxivId(value: string): string | null {
  const bare = value
    .trim()
    .replace(AROUND, "")
    .replace(/\.pdf$/i, "")
    .replace(/v\d{1,3}$/i, "");
  const old = OLD_STYLE.exec(bare);
  if (old) return `${old[1]}/${old[2]}${old[3]}${old[4]}`;
  const [, year = "", month = "", number = ""] = NEW_STYLE.exec(bare) ?? [];
  if (number === "") return null;
  const when = Number(year) * 100 + Number(month);
  // New ids began in April 2007 and took their fifth digit in January 2015.
  return when >= 704 && number.length === (when >= 1501 ? 5 : 4) ? bare : null;
}

/** First instant of the month that an arXiv id names: the paper cannot be older. */
export function monthOfArxivId(arxivId: string): Date {
  const digits = /(\d{2})(\d{2})/.exec(arxivId.split("/").at(-1) ?? "");
  const year = Number(digits?.[1] ?? 70);
  const century = year > 90 ? 1900 : 2000;
  return new Date(Date.UTC(century + year, Number(digits?.[2] ?? 1) - 1, 1));
}

/** A DOI in lower case (DOIs are compared without case), or null. arXiv's own are arXiv ids. */
export function parseDoi(value: string): string | null {
  const bare = value
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/, "");
  return /^10\.\d{4,9}\/[^\s\p{C}]{1,200}$/u.test(bare) && !bare.startsWith("10.48550/")
    ? bare
    : null;
}

/** `owner/name` of a repository's address on GitHub, or of just that, or null. */
export function parseGithubRepo(value: string): string | null {
  const match =
    /^(?:https?:\/\/(?:www\.)?github\.com\/)?([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?(?:[/?#].*)?$/.exec(
      value.trim(),
    );
  return match && !/^\.+$/.test(match[2] ?? "") ? `${match[1]}/${match[2]}` : null;
}

/** An http(s) address that a page may link to, or null. */
export function parseWebUrl(value: string): string | null {
  if (value.length > 500 || !URL.canParse(value.trim())) return null;
  const url = new URL(value.trim());
  const plain = url.username === "" && url.password === "";
  return plain && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}
