// What one reader gets of an edition.
import fc from "fast-check";
import { expect, test } from "vitest";
import { selectForSubscriber } from "../../../src/deliveries/select-for-subscriber.ts";

function paper(
  paperId: number,
  over: { title?: string; categories?: string[]; authors?: string[] } = {},
) {
  return {
    paperId,
    snapshot: {
      title: over.title ?? `Paper ${paperId}`,
      abstract: "",
      authors: over.authors ?? [],
      categories: over.categories ?? [],
      arxivId: null,
      doi: null,
      githubRepo: null,
      projectUrl: null,
      publishedAt: null,
    },
  };
}
const anything = { topics: [], mutes: [], size: 3 };

test("a reader gets the best papers they have not had", () => {
  const edition = [1, 2, 3, 4, 5].map((id) => paper(id));
  expect(selectForSubscriber(edition, new Set([1, 3]), anything).paperIds).toEqual([2, 4, 5]);
});

test("topics choose by word, author or category, whole archives included", () => {
  const edition = [
    paper(1, { title: "Sparse autoencoders" }),
    paper(2, { categories: ["cs.CL"] }),
    paper(3, { authors: ["Ada Lovelace"] }),
    paper(4, { categories: ["math.CO"] }),
  ];
  const choose = (topics: string[]) =>
    selectForSubscriber(edition, new Set(), { ...anything, topics }).paperIds;
  expect(choose(["autoencoders"])).toEqual([1]);
  expect(choose(["cs"])).toEqual([2]);
  expect(choose(["lovelace", "math.CO"])).toEqual([3, 4]);
});

test("mutes hide papers and say how many", () => {
  const edition = [
    paper(1, { title: "Agents everywhere" }),
    paper(2),
    paper(3, { title: "More agents" }),
  ];
  const selection = selectForSubscriber(edition, new Set(), { ...anything, mutes: ["agents"] });
  expect(selection).toEqual({ paperIds: [2], hidden: 2 });
});

test("no reader gets a paper twice over any number of editions", () => {
  const editions = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 40 })), { maxLength: 8 });
  fc.assert(
    fc.property(editions, fc.integer({ min: 1, max: 10 }), (lists, size) => {
      const had: number[] = [];
      for (const list of lists) {
        const edition = list.map((id) => paper(id));
        had.push(...selectForSubscriber(edition, new Set(had), { ...anything, size }).paperIds);
      }
      expect(new Set(had).size).toBe(had.length);
    }),
  );
});
