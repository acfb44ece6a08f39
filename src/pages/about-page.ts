// GET /about: what it is, how papers are ordered, what is held about a reader.
import type { PageApp, PageContext } from "./page-writer.ts";

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  seeds: "the papers that came with Paperboy",
  huggingface: "Hugging Face's daily papers",
  arxiv: "arXiv",
};
const join = new Intl.ListFormat("en", { type: "conjunction" });

export function addAboutPage(app: PageApp, ctx: PageContext): void {
  const { edition, sources } = ctx.config;
  app.get("/about", (_request, reply) =>
    ctx.writePage(
      reply,
      "about",
      { title: "About" },
      { edition, sources: join.format(sources.map((name) => SOURCE_NAMES[name] ?? name)) },
    ),
  );
}
