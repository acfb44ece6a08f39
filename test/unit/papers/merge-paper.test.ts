// One paper out of what several sources say.
import fc from "fast-check";
import { expect, it } from "vitest";
import { isChanged, mergePaper } from "../../../src/papers/merge-paper.ts";
import type { FoundPaper } from "../../../src/sources/source.ts";

const now = new Date("2026-01-28T07:00:00Z");
const nothing: FoundPaper = {
  arxivId: null,
  doi: null,
  title: "",
  abstract: "",
  authors: [],
  categories: [],
  publishedAt: null,
  listedAt: null,
  githubRepo: null,
  projectUrl: null,
  signals: [],
};

it("each field comes from the best source that knows it, and says so", () => {
  const seed = mergePaper(null, { ...nothing, title: "Seed", abstract: "Long" }, "seeds", now);
  const both = mergePaper(seed, { ...nothing, title: "ArXiv", githubRepo: "a/b" }, "arxiv", now);
  expect(both).toMatchObject({ title: "ArXiv", abstract: "Long", githubRepo: "a/b" });
  expect(both.provenance).toMatchObject({ title: "arxiv", abstract: "seeds", githubRepo: "arxiv" });
});

it("a source may correct itself, a lesser one may not correct it", () => {
  const first = mergePaper(null, { ...nothing, title: "v1" }, "arxiv", now);
  expect(mergePaper(first, { ...nothing, title: "v2" }, "arxiv", now).title).toBe("v2");
  expect(mergePaper(first, { ...nothing, title: "v0" }, "huggingface", now).title).toBe("v1");
});

it("the earlier listing counts, and no date lies in the future", () => {
  const later = new Date("2027-01-01T00:00:00Z");
  const earlier = new Date("2026-01-20T00:00:00Z");
  const paper = mergePaper(null, { ...nothing, publishedAt: later, listedAt: later }, "arxiv", now);
  expect(paper).toMatchObject({ publishedAt: null, listedAt: now });
  const again = mergePaper(paper, { ...nothing, listedAt: earlier }, "huggingface", now);
  expect(again.listedAt).toEqual(earlier);
});

it("does not depend on the order of the sources, and a second time changes nothing", () => {
  const told = fc.record({
    source: fc.constantFrom("arxiv", "huggingface", "seeds"),
    title: fc.constantFrom("", "one", "two"),
    abstract: fc.constantFrom("", "text"),
    listedAt: fc.constantFrom(null, new Date("2026-01-01"), new Date("2026-01-02")),
  });
  const bySource = fc.uniqueArray(told, { selector: (t) => t.source });
  fc.assert(
    fc.property(bySource, (tellings) => {
      const fold = (list: typeof tellings) =>
        list.reduce<ReturnType<typeof mergePaper> | null>(
          (paper, { source, ...rest }) => mergePaper(paper, { ...nothing, ...rest }, source, now),
          null,
        );
      const [there, back] = [fold(tellings), fold([...tellings].reverse())];
      expect({ ...there, provenance: null }).toEqual({ ...back, provenance: null });
      const [last] = tellings.slice(-1);
      if (there === null || last === undefined) return;
      expect(isChanged(there, mergePaper(there, { ...nothing, ...last }, last.source, now))).toBe(
        false,
      );
    }),
  );
});
