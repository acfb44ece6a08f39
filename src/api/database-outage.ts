// Tells a database that is away from a statement that is wrong: the first will pass, and the caller
// is asked to come back; the second is a fault of ours.

/** SQLSTATE classes 08 (connection) and 57P (operator intervention), 53300 (too many connections). */
const SQLSTATE = /^(?:08\w{3}|57P0[1-5]|53300)$/;
const NETWORK = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"],
  ...["EHOSTUNREACH", "ENETUNREACH", "ENOENT"],
]);
/** pg and pg-pool give these no code. */
const MESSAGE =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
const LONGEST_CHAIN = 8;

function isOutage(error: Error & { code?: unknown; syscall?: unknown }): boolean {
  const code = typeof error.code === "string" ? error.code : "";
  // A missing file of ours is no outage; a missing socket is.
  if (code === "ENOENT") return error.syscall === "connect";
  return SQLSTATE.test(code) || NETWORK.has(code) || MESSAGE.test(error.message);
}

/** Looks at the error and at what caused it: Drizzle wraps what pg throws. */
export function isDatabaseOutage(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < LONGEST_CHAIN && current instanceof Error; depth++) {
    if (isOutage(current)) return true;
    if (current instanceof AggregateError && current.errors.some(isDatabaseOutage)) return true;
    current = current.cause;
  }
  return false;
}
