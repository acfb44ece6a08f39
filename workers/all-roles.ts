// Program: the whole product in one process, which is what `npm start` runs.
import { openContext } from "../src/context.ts";
import { runProgram, say } from "../src/program.ts";
import { startApi } from "../src/start-api.ts";
import { startScheduler } from "./start-scheduler.ts";
import { startSender } from "./start-sender.ts";

runProgram(async (config) => {
  const ctx = await openContext(config);
  const stopApi = await startApi(ctx);
  const { publicUrl } = config.http;
  say(`Paperboy is at ${publicUrl}`);
  if (!config.smtp)
    say(`Mail is kept in the outbox at ${publicUrl}/outbox (set SMTP_URL to send it)`);
  const stopScheduler = startScheduler(ctx);
  const stopSender = startSender(ctx);
  return async () => {
    await stopApi();
    await stopScheduler();
    await stopSender();
    await ctx.close();
  };
});
