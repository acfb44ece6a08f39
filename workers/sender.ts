// Program: the sender role alone. Any number of copies against one database and queue.
import { say } from "../src/program.ts";
import { runRoles } from "../src/run-roles.ts";
import { startSender } from "./start-sender.ts";

runRoles([startSender], () => say("Paperboy's sender is running"));
