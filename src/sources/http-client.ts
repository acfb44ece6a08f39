// The one way out to the sources: says who it is, waits its turn, gives up in time, takes no more
// than it can hold, and never follows an answer to another host.
import {
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
  wrap,
} from "cockatiel";
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";
import { Agent, fetch, type Response } from "undici";
import { messageOf, SourceError } from "../errors.ts";
import { type AnswerKeeper, conditionOf, keepable } from "./answer-keeper.ts";

export interface HttpOptions {
  /** The source's name, told in every failure. */
  source: string;
  /** Where Paperboy runs, so that a source's operator can find us. */
  publicUrl: string;
  /** Milliseconds between two requests to the source; 0: no limit. */
  spacing?: number;
  /** Milliseconds for a whole answer. */
  timeout?: number;
  /** Bytes of an answer, after decompression. */
  maxBytes?: number;
  /** Milliseconds before the one retry, where the source names no time (Retry-After). */
  retryDelay?: number;
  /** Where answers are kept for conditional requests; null: nowhere. */
  keeper?: AnswerKeeper | null;
}

export interface HttpRequest {
  headers?: Record<string, string>;
  /** Sent as a POST of JSON. */
  json?: unknown;
}

/** An answer below 500, other than "slow down". */
export interface HttpAnswer {
  status: number;
  text: string;
  header(name: string): string | null;
}

export interface HttpClient {
  /** @throws SourceError when there is no answer: unreachable, too slow, too big, 5xx, 429 */
  request(url: string, request?: HttpRequest): Promise<HttpAnswer>;
  /** @throws SourceError for anything but a 2xx as well */
  getText(url: string): Promise<string>;
}

const MEBIBYTE = 1024 * 1024;
const LONGEST_RETRY_AFTER = 60_000;
const REDIRECTS = [301, 302, 303, 307, 308];

/** A failure that may pass: retried once. */
class PassingError extends SourceError {
  readonly retryAfter: number | null;
  constructor(source: string, message: string, retryAfter: number | null, cause?: unknown) {
    super(source, message, { cause });
    this.retryAfter = retryAfter;
  }
}

/** Milliseconds that a Retry-After in seconds asks for; its date form is taken as a minute. */
function retryAfter(response: Response): number | null {
  const value = response.headers.get("retry-after");
  if (value === null) return null;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : LONGEST_RETRY_AFTER;
  return Math.min(milliseconds, LONGEST_RETRY_AFTER);
}

async function readCapped(response: Response, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Where a redirect leads, if that is the same host and port, or the same host by TLS. */
function sameHost(from: string, location: string | null): string | null {
  if (location === null || !URL.canParse(location, from)) return null;
  const [old, next] = [new URL(from), new URL(location, from)];
  const toTls = next.protocol === "https:" && next.port === "" && old.port === "";
  const same = next.protocol === old.protocol && next.port === old.port;
  return next.hostname === old.hostname && (same || toTls) ? next.href : null;
}

interface Exchange {
  options: Required<HttpOptions>;
  agent: Agent;
}

async function send(exchange: Exchange, url: string, request: HttpRequest, hops = 0) {
  const { source, timeout, publicUrl } = exchange.options;
  const response = await fetch(url, {
    dispatcher: exchange.agent,
    redirect: "manual",
    method: request.json === undefined ? "GET" : "POST",
    ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
    headers: {
      "user-agent": `Paperboy/0.1 (+${publicUrl})`,
      ...(request.json === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    },
    signal: AbortSignal.timeout(timeout),
  });
  if (!REDIRECTS.includes(response.status)) return response;
  await response.body?.cancel();
  const next = sameHost(url, response.headers.get("location"));
  if (next === null || hops === 3) {
    throw new SourceError(source, `${source} sent us elsewhere from ${url}, which is not followed`);
  }
  return send(exchange, next, request, hops + 1);
}

async function exchangeOnce(exchange: Exchange, url: string, request: HttpRequest) {
  const { source, maxBytes, timeout } = exchange.options;
  try {
    const response = await send(exchange, url, request);
    const text = await readCapped(response, maxBytes);
    if (text === null) {
      throw new SourceError(source, `${source} answered ${url} with more than ${maxBytes} bytes`);
    }
    if (response.status >= 500 || response.status === 429) {
      const wait = retryAfter(response);
      throw new PassingError(source, `${source} answered ${url} with ${response.status}`, wait);
    }
    return { status: response.status, text, header: (n: string) => response.headers.get(n) };
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    const cause = error instanceof Error && error.cause ? error.cause : error;
    const why = timedOut ? `no full answer in ${timeout / 1000} s` : messageOf(cause);
    throw new PassingError(source, `${source} cannot be read at ${url}: ${why}`, null, error);
  }
}

/** An answer that has not changed since is the one that was kept. */
async function exchangeKept(exchange: Exchange, url: string, request: HttpRequest) {
  const { keeper } = exchange.options;
  if (keeper === null || request.json !== undefined) return exchangeOnce(exchange, url, request);
  const kept = await keeper.find(url);
  const headers = { ...request.headers, ...conditionOf(kept) };
  const answer = await exchangeOnce(exchange, url, { headers });
  if (answer.status === 304 && kept !== null) return { ...answer, status: 200, text: kept.text };
  const worth = answer.status === 200 ? keepable(answer.text, answer.header) : null;
  if (worth !== null) await keeper.keep(url, worth);
  return answer;
}

function withDefaults(options: HttpOptions): Required<HttpOptions> {
  return {
    spacing: 0,
    timeout: 15_000,
    maxBytes: 10 * MEBIBYTE,
    retryDelay: 1_000,
    keeper: null,
    ...options,
  };
}

/** Passing failures are retried once; after five in a row the source is left alone for a minute. */
function patience(options: Required<HttpOptions>) {
  const passing = handleWhen((error) => error instanceof PassingError);
  const wait = new DelegateBackoff<{ result: { error?: Error } | { value: unknown } }>(
    ({ result }) =>
      "error" in result && result.error instanceof PassingError
        ? (result.error.retryAfter ?? options.retryDelay)
        : options.retryDelay,
  );
  return wrap(
    circuitBreaker(passing, { halfOpenAfter: 60_000, breaker: new ConsecutiveBreaker(5) }),
    retry(passing, { maxAttempts: 1, backoff: wait }),
  );
}

function createTurns({ spacing }: Required<HttpOptions>): () => Promise<unknown> {
  if (spacing === 0) return async () => {};
  const limiter = new RateLimiterMemory({ points: 1, duration: spacing / 1000 });
  const turns = new RateLimiterQueue(limiter, { maxQueueSize: 10_000 });
  return () => turns.removeTokens(1);
}

/** One client for one source: its turns, retries and circuit are its own. */
export function createHttpClient(given: HttpOptions): HttpClient {
  const options = withDefaults(given);
  const agent = new Agent({ connect: { timeout: 5_000 }, maxResponseSize: -1, pipelining: 1 });
  const policy = patience(options);
  const takeTurn = createTurns(options);

  async function request(url: string, what: HttpRequest = {}): Promise<HttpAnswer> {
    try {
      return await policy.execute(async () => {
        await takeTurn();
        return exchangeKept({ options, agent }, url, what);
      });
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      const { source } = options;
      throw new SourceError(source, `${source} failed five times in a row and is left alone now`);
    }
  }

  return {
    request,
    async getText(url) {
      const answer = await request(url);
      if (answer.status >= 200 && answer.status < 300) return answer.text;
      throw new SourceError(
        options.source,
        `${options.source} answered ${url} with ${answer.status}`,
      );
    },
  };
}
