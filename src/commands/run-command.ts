// What every command shares: a context opened and closed around the work, and a result printed for
// people or as JSON.
import { loadConfig, readEnvironment } from "../config.ts";
import { type Context, openContext } from "../context.ts";

/** Opens a context, quieter than a server's unless LOG_LEVEL says otherwise, and always closes it. */
export async function withContext<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const ctx = await openContext(loadConfig({ LOG_LEVEL: "warn", ...readEnvironment() }));
  try {
    return await work(ctx);
  } finally {
    await ctx.close();
  }
}

/** Prints a result: one JSON value for machines, or lines for people. */
export function print(result: object, asJson: boolean | undefined, lines: readonly string[]): void {
  process.stdout.write(`${asJson ? JSON.stringify(result) : lines.join("\n")}\n`);
}
