// Program: the API role alone. Any number of copies against one database and queue.
import { say } from "./program.ts";
import { runRoles } from "./run-roles.ts";
import { startApi } from "./start-api.ts";

runRoles([startApi], (ctx) => say(`Paperboy's pages are at ${ctx.config.http.publicUrl}`));
