// TeX in titles and abstracts becomes what people read.
import fc from "fast-check";
import { expect, it } from "vitest";
import { categoryName, listCategories } from "../../../src/papers/category-names.ts";
import { readableText } from "../../../src/papers/readable-text.ts";

it.each([
  ["An $O(n^{2} \\log n)$ bound", "An O(n² log n) bound"],
  ["$\\tilde{O}(1/\\epsilon^2)$-optimal", "Õ(1/ϵ²)-optimal"],
  ["$\\mathbb{R}^d \\to \\mathbb{R}$", "ℝᵈ → ℝ"],
  ["$x_{ij}^{k}$, $\\mathcal{L}_{CE}$, $10^{-3}$, $k$-NN", "xᵢⱼᵏ, L_(CE), 10⁻³, k-NN"],
  ["$\\frac{1}{2}\\sqrt{T}$ and $\\frac{a+b}{2}$", "1/2√T and (a+b)/2"],
  ["$\\left(\\frac{x}{y}\\right)^2$", "(x/y)²"],
  ['Erd\\H{o}s--R\\\'enyi, Schr{\\"o}dinger, Na\\"{\\i}ve', "Erdős–Rényi, Schrödinger, Naïve"],
  ["\\textbf{Bold}, \\emph{leaning} and {\\em old}", "Bold, leaning and old"],
  ["from $5 to $10, or 99.2\\% of \\$5", "from $5 to $10, or 99.2% of $5"],
  [
    "``quoted'' --- Fig.~3, about ~10, http://x.example/~me",
    "“quoted” — Fig. 3, about ~10, http://x.example/~me",
  ],
  ["our \\ourmethod{} and \\name{Thing}\\footnote{gone}", "our ourmethod and Thing"],
  ["a {0,1} set, f_x and x^y", "a {0,1} set, f_x and x^y"],
  ["Plain text stays.", "Plain text stays."],
])("%s", (tex, text) => {
  expect(readableText(tex)).toBe(text);
});

it("takes anything without failing, in little time", () => {
  const parts = fc.constantFrom(
    "$",
    "\\",
    "{",
    "}",
    "^",
    "_",
    "\\frac",
    "\\'",
    "a",
    " ",
    "\\[",
    "[",
    "~",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 60 }), (list) => {
      expect(typeof readableText(list.join(""))).toBe("string");
    }),
  );
  for (const hostile of ["\\frac{", "$", "{", "\\constructor", "$\\", "^{", "\\["]) {
    const started = performance.now();
    readableText(hostile.repeat(10_000 / hostile.length));
    expect(performance.now() - started).toBeLessThan(500);
  }
});

it("knows arXiv's categories by name", () => {
  expect(categoryName("cs.CL")).toBe("Computation and Language");
  expect(categoryName("constructor")).toBe("constructor");
  expect(listCategories().length).toBeGreaterThan(150);
});
