// Program: the whole product in one process, which is what `npm start` runs.
import { say } from "../src/program.ts";
import { runRoles } from "../src/run-roles.ts";
import { startApi } from "../src/start-api.ts";
import { startScheduler } from "./start-scheduler.ts";
import { startSender } from "./start-sender.ts";

runRoles([startApi, startScheduler, startSender], ({ config }) => {
  const { publicUrl } = config.http;
  say(`Paperboy is at ${publicUrl}`);
  if (config.smtp) return;
  say(`Mail is kept in the outbox at ${publicUrl}/outbox (set SMTP_URL to send it)`);
});
