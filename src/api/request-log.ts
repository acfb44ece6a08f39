// One line a request and one a failure, for the operator: by route pattern, since an address (URL)
// may hold a token; never a client's address, a body or a query.
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Log } from "../log.ts";

const QUIET = /^\/(?:assets|healthz|readyz|docs)\b/;

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? "none";
}

export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook("onResponse", (request, reply, done) => {
    const route = routeOf(request);
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (QUIET.test(route)) log.debug(line, "request.answered");
    else log.info(line, "request.answered");
    done();
  });
}

/** Drizzle's message repeats the parameters of the statement, which may be somebody's address. */
function hide(text: string): string {
  return text.replace(/\S+@\S+/g, "[address]").replace(/[A-Za-z0-9_-]{40,}/g, "[token]");
}

function deepest(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error && current.cause; depth++) {
    current = current.cause;
  }
  return current;
}

/** Writes down a failure of ours: what lay at its root, and the places it came through. */
export function logFailure(
  log: Log,
  request: FastifyRequest,
  status: number,
  error: unknown,
): void {
  const root = deepest(error);
  const { name, message, code } = root instanceof Error ? (root as Error & { code?: string }) : {};
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  log.error(
    {
      route: routeOf(request),
      status,
      failure: { name, code, message: hide(message ?? String(root)), at: frames.join("\n") },
    },
    "request.failed",
  );
}
