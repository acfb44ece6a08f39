// Whatever is wrong with an answer of arXiv's is told as the source's failure, with its address.
import { z } from "zod";
import { SourceError } from "../../errors.ts";
import { XmlError } from "../xml-elements.ts";

/** @throws SourceError where `parse` finds no XML or not what it looks for */
export function readArxivAnswer<T>(url: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof XmlError || error instanceof z.ZodError)) throw error;
    const why = error instanceof XmlError ? error.message : "it is no list of papers";
    throw new SourceError("arxiv", `arxiv's answer from ${url} cannot be read: ${why}`);
  }
}
