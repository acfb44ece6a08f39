// The API's own description: /openapi.json (3.1) and a page to read and try it at /docs. Covers the
// routes added after it to the same instance, and nothing else.
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import type { ApiApp } from "./api-app.ts";

const DOCS_CSP = [
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'",
  "base-uri 'none'; frame-ancestors 'none'",
].join("; ");

export async function describeApi(app: ApiApp, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Paperboy",
        version: "1",
        description:
          "Trending papers by email once a day. Errors are RFC 9457 problem bodies with a stable `code`.",
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          preferencesToken: {
            type: "http",
            scheme: "bearer",
            description: "The preferences token from the foot of any digest.",
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: DOCS_CSP,
    theme: {
      title: "Paperboy API",
      css: [{ filename: "plain.css", content: ".swagger-ui .topbar { display: none }" }],
    },
  });
  app.get("/openapi.json", { schema: { hide: true } }, (_request, reply) =>
    reply.type("application/json").send(app.swagger()),
  );
}
