// Program: the sender role alone. Any number of copies against one database and queue.
import { openContext } from "../src/context.ts";
import { runProgram, say } from "../src/program.ts";
import { startSender } from "./start-sender.ts";

runProgram(async (config) => {
  const ctx = await openContext(config);
  const stop = startSender(ctx);
  say("Paperboy's sender is running");
  return async () => {
    await stop();
    await ctx.close();
  };
});
