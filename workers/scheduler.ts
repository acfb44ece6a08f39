// Program: the scheduler role alone. Several may run: PostgreSQL lets one of them do the work.
import { say } from "../src/program.ts";
import { runRoles } from "../src/run-roles.ts";
import { startScheduler } from "./start-scheduler.ts";

runRoles([startScheduler], () => say("Paperboy's scheduler is running"));
