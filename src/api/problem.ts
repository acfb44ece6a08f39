// The one shape of "no": RFC 9457 problem bodies. What is said of a failure of ours is fixed text,
// so that nothing of the inside gets out.
import type { FastifyReply } from "fastify";
import { z } from "zod";

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable: programs may rely on it. */
  code: z.string(),
  /** Where in the request, by JSON Pointer (RFC 6901), and what to do about it. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

export interface Problem {
  status: number;
  title: string;
  detail: string;
  code: string;
  errors?: { pointer: string; detail: string }[];
  retryAfterSeconds?: number;
}

/** Thrown by a route to answer with a problem, or with its page where a person asked. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

export function invalidField(field: string, detail: string): ProblemError {
  return new ProblemError({
    status: 422,
    title: "The request is not valid",
    detail,
    code: "invalid_request",
    errors: [{ pointer: `#/${field.replaceAll(".", "/")}`, detail }],
  });
}

export function notFound(detail: string): ProblemError {
  return new ProblemError({ status: 404, title: "Not found", detail, code: "not_found" });
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, title, detail, code, errors } = problem;
  return reply
    .code(status)
    .type("application/problem+json")
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ type: "about:blank", title, status, detail, code, errors });
}
