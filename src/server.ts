// Program: the API role alone. Any number of copies against one database and queue.
import { openContext } from "./context.ts";
import { runProgram, say } from "./program.ts";
import { startApi } from "./start-api.ts";

runProgram(async (config) => {
  const ctx = await openContext(config);
  const stop = await startApi(ctx);
  say(`Paperboy's pages are at ${config.http.publicUrl}`);
  return async () => {
    await stop();
    await ctx.close();
  };
});
