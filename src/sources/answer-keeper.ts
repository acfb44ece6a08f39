// Answers kept for conditional requests: a source that has nothing new then says just that, and what
// it said before is read again.

export interface KeptAnswer {
  etag: string | null;
  lastModified: string | null;
  text: string;
}

export interface AnswerKeeper {
  find(url: string): Promise<KeptAnswer | null>;
  keep(url: string, answer: KeptAnswer): Promise<void>;
}

/** Longer answers are not worth keeping. */
const LONGEST = 2_000_000;

/** The headers that ask for news only. */
export function conditionOf(kept: KeptAnswer | null): Record<string, string> {
  if (kept === null) return {};
  return {
    ...(kept.etag === null ? {} : { "if-none-match": kept.etag }),
    ...(kept.lastModified === null ? {} : { "if-modified-since": kept.lastModified }),
  };
}

/** null: the answer names nothing to ask by, is too long, or is no text. */
export function keepable(text: string, header: (name: string) => string | null): KeptAnswer | null {
  const [etag, lastModified] = [header("etag"), header("last-modified")];
  const hasCondition = etag !== null || lastModified !== null;
  const fits = text.length <= LONGEST && !text.includes("\u0000");
  return hasCondition && fits ? { etag, lastModified, text } : null;
}
