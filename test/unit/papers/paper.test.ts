// When two descriptions are of the same paper.
import { expect, it } from "vitest";
import { type Identity, sameByTitle, titleKey } from "../../../src/papers/paper.ts";

const base: Identity = { arxivId: null, doi: null, title: "A Long and Telling Title", authors: [] };

it("a title's key is blind to case, accents, spacing and TeX", () => {
  expect(titleKey("  Schrödinger's  $\\alpha$-Cats: an  Étude ")).toBe(
    titleKey("SCHRODINGER’S alpha cats an etude"),
  );
  expect(titleKey("???")).toBe("???");
});

it("the same title by the same first author is one paper, however the name is written", () => {
  const a = { ...base, authors: ["Pritam Dey", "X Y"] };
  expect(sameByTitle(a, { ...base, authors: ["Dey, Pritam"] })).toBe(true);
  expect(sameByTitle(a, { ...base, authors: ["Another Person"] })).toBe(false);
});

it("where nobody names an author, only a telling title is enough", () => {
  expect(sameByTitle(base, base)).toBe(true);
  expect(sameByTitle({ ...base, title: "Introduction" }, { ...base, title: "Introduction" })).toBe(
    false,
  );
});

it("different ids are different papers whatever they are called", () => {
  expect(sameByTitle({ ...base, arxivId: "2405.00001" }, { ...base, arxivId: "2405.00002" })).toBe(
    false,
  );
  expect(sameByTitle({ ...base, doi: "10.1/a" }, { ...base, doi: "10.1/b" })).toBe(false);
});
