// The one logger. Events are named noun.past (`edition.published`); an address, a token or a
// password never goes in, and the redaction list is only the second line of defence.
import { pino } from "pino";

export type Log = Pick<pino.Logger, "trace" | "debug" | "info" | "warn" | "error" | "fatal">;

const SECRET_FIELDS = ["email", "address", "to", "token", "password", "authorization", "cookie"];

/** JSON lines on standard error, so that standard output stays for people and for `--json`. */
export function createLog(level: string): pino.Logger {
  const destination = pino.destination({ dest: 2, sync: true });
  // A terminal or pipe that is gone costs the line, not the process.
  destination.on("error", () => {});
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_FIELDS.flatMap((f) => [f, `*.${f}`]), censor: "[hidden]" },
    },
    destination,
  );
}
