// Whether a person with a browser asked, or a program: decides between a page and a JSON body, in
// answers and in errors alike.
import type { FastifyRequest } from "fastify";

/** Under /api only a form posted by a browser wants a page; elsewhere whoever does not ask for JSON. */
export function wantsPage({ url, method, headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? "*/*";
  const isHtml = accept.includes("text/html");
  if (/^\/(?:api\/|openapi\.json|healthz|readyz)/.test(url)) return isHtml && method === "POST";
  return isHtml || !/\bapplication\/(?:[\w.+-]+\+)?json\b/.test(accept);
}
