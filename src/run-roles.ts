// Runs roles in one process on one context: started in order, stopped in the same order, and the
// context closed last, whether they ended by a signal or one of them could not start.
import { type Context, openContext } from "./context.ts";
import { runProgram, type Stop } from "./program.ts";

/** Starts a role; the process ends well once its stop has resolved. */
export type Role = (ctx: Context) => Stop | Promise<Stop>;

/** @param started told once all roles run */
export function runRoles(roles: readonly Role[], started: (ctx: Context) => void): void {
  runProgram(async (config) => {
    const ctx = await openContext(config);
    const stops: Stop[] = [];
    const stopAll = async () => {
      for (const stop of stops.splice(0)) await stop();
      await ctx.close();
    };
    try {
      for (const role of roles) stops.push(await role(ctx));
      started(ctx);
      return stopAll;
    } catch (error) {
      await stopAll();
      throw error;
    }
  });
}
