// Program: the scheduler role alone. Several may run: PostgreSQL lets one of them do the work.
import { openContext } from "../src/context.ts";
import { runProgram, say } from "../src/program.ts";
import { startScheduler } from "./start-scheduler.ts";

runProgram(async (config) => {
  const ctx = await openContext(config);
  const stop = startScheduler(ctx);
  say("Paperboy's scheduler is running");
  return async () => {
    await stop();
    await ctx.close();
  };
});
