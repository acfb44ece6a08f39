// GET /healthz: the process is alive. Touches nothing, so that an outage elsewhere restarts nobody.
import type { FastifyInstance } from "fastify";

export function addHealthRoute(app: FastifyInstance): void {
  app.get("/healthz", (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "ok" }),
  );
}
