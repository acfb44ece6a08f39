// Hostile XML is refused early, and alone.
import { expect, it } from "vitest";
import { childrenOf, parseXml, textOf } from "../../../src/sources/xml-elements.ts";

it("reads elements, attributes, entities of XML and CDATA", () => {
  const root = parseXml('<a x="1&amp;2"><b>t&lt;</b><b><![CDATA[<raw>]]></b></a>');
  expect(root.attributes).toEqual({ x: "1&2" });
  expect(childrenOf(root, "b").map((b) => b.text)).toEqual(["t<", "<raw>"]);
  expect(textOf(root, "c")).toBe("");
});

it.each([
  ["a DOCTYPE", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /DOCTYPE/],
  ["an entity of its own", "<a>&x;</a>", /not well-formed/],
  ["a document that ends early", "<a><b>", /not well-formed/],
  ["no document", "", /empty|not well-formed/],
  ["JSON", '{"a":1}', /not well-formed/],
  ["deep nesting", "<a>".repeat(5_000_000), /nested too deeply/],
  ["a million elements", `<a>${"<b/>".repeat(2_000_000)}</a>`, /too many elements/],
])("refuses %s in no time", (_, text, message) => {
  const before = process.cpuUsage();
  expect(() => parseXml(text)).toThrow(message);
  // The contract's bound is CPU time, which a busy machine does not stretch.
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
});
