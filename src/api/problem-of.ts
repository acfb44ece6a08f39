// Translates whatever a request failed with into a problem: the only place where a failure gets an
// HTTP status.
import type { FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { isDatabaseOutage } from "./database-outage.ts";
import { type Problem, ProblemError } from "./problem.ts";

const OUTAGE_RETRY_SECONDS = 5;

const BY_STATUS: Readonly<Record<number, Omit<Problem, "status">>> = {
  400: {
    title: "The request cannot be read",
    detail: "Check its address and its body.",
    code: "bad_request",
  },
  404: { title: "Not found", detail: "There is nothing at this address.", code: "not_found" },
  413: {
    title: "The request is too large",
    detail: "Send less than 64 kB.",
    code: "too_large",
  },
  414: { title: "The address is too long", detail: "Use a shorter one.", code: "uri_too_long" },
  415: {
    title: "The body's type is not supported",
    detail: "Send application/json or application/x-www-form-urlencoded.",
    code: "unsupported_media_type",
  },
};

function validationProblem(error: unknown): Problem | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null;
  const errors = error.validation.map(({ instancePath, message }) => ({
    pointer: `#${instancePath}`,
    detail: message ?? "This value is not valid.",
  }));
  const [first] = errors;
  const place = first?.pointer.slice(2).replaceAll("/", ".") ?? "";
  return {
    status: 422,
    title: "The request is not valid",
    detail: `${place || error.validationContext}: ${first?.detail ?? "not valid"}`,
    code: "invalid_request",
    errors,
  };
}

/** Whatever was thrown; anything not known is 500 and says nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const invalid = validationProblem(error);
  if (invalid) return invalid;
  if (isDatabaseOutage(error)) {
    return {
      status: 503,
      title: "Paperboy is not available for the moment",
      detail: "Its database cannot be reached. Nothing is lost; please try again in a few seconds.",
      code: "database_unavailable",
      retryAfterSeconds: OUTAGE_RETRY_SECONDS,
    };
  }
  const status = (error as Partial<FastifyError> | null)?.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    const known = BY_STATUS[status] ?? BY_STATUS[400];
    if (known) return { status, ...known };
  }
  return {
    status: 500,
    title: "Something went wrong here",
    detail: "It is our fault, and it has been written down. Please try again later.",
    code: "internal_error",
  };
}
