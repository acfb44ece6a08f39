// Reads XML of strangers into plain elements: no DOCTYPE (so no entities of theirs), no depth and no
// number of elements beyond what any feed needs; anything else is refused as a whole.
import { SaxesParser } from "saxes";

export interface XmlElement {
  /** With its prefix, as written: `dc:creator`. */
  name: string;
  attributes: Record<string, string>;
  /** The text directly in it, untrimmed. */
  text: string;
  children: XmlElement[];
}

const MAX_DEPTH = 40;
const MAX_ELEMENTS = 300_000;
/** Fed in pieces, so that a refusal comes before the rest is read. */
const PIECE = 64 * 1024;

/** Why a document was refused. */
export class XmlError extends Error {}

function startElement(stack: XmlElement[], element: XmlElement): void {
  stack.at(-1)?.children.push(element);
  stack.push(element);
  if (stack.length > MAX_DEPTH) throw new XmlError("it is nested too deeply");
}

/** @throws XmlError */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, text: "", children: [] };
  const stack = [root];
  let elements = 0;
  const parser = new SaxesParser();
  parser.on("doctype", () => {
    throw new XmlError("it has a DOCTYPE");
  });
  parser.on("error", (error) => {
    throw new XmlError(`it is not well-formed: ${error.message}`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    elements += 1;
    if (elements > MAX_ELEMENTS) throw new XmlError("it has too many elements");
    startElement(stack, { name, attributes: { ...attributes }, text: "", children: [] });
  });
  const addText = (piece: string) => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += piece;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    stack.pop();
  });
  for (let start = 0; start < text.length; start += PIECE) {
    parser.write(text.slice(start, start + PIECE));
  }
  parser.close();
  const [document] = root.children;
  if (document === undefined) throw new XmlError("it is empty");
  return document;
}

/** The children of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The trimmed text of the first child of that name; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text.trim() ?? "";
}
