// The API role: pages and JSON API on one port.
import { buildApp } from "./app.ts";
import type { Context } from "./context.ts";
import { PaperboyError } from "./errors.ts";
import type { Stop } from "./program.ts";

/** @throws PaperboyError when the port is taken */
export async function startApi(ctx: Context): Promise<Stop> {
  const app = await buildApp(ctx);
  const { host, port } = ctx.config.http;
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new PaperboyError(
      "port_taken",
      `Port ${port} on ${host} is taken by another program. Stop it, or set PORT to a free one.`,
      { cause: error },
    );
  }
  return () => app.close();
}
