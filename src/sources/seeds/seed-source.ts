// The 178 papers of `seeds/papers.json`, so that a first start without any network has a digest to
// show. The file is ours: a fault in it is a fault of the installation and is told as such.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { messageOf, SourceError } from "../../errors.ts";
import type { PaperSource } from "../source.ts";
import { adaptSeedPaper } from "./seed-adapt.ts";
import { seedFault, seedPaper } from "./seed-shape.ts";

const FILE = fileURLToPath(new URL("../../../seeds/papers.json", import.meta.url));

/** @param file another file of the same shape, for tests */
export function createSeedSource(file = FILE): PaperSource {
  return {
    name: "seeds",
    async collect() {
      try {
        const seeds = z.array(seedPaper).parse(JSON.parse(await readFile(file, "utf8")));
        return seeds.map(adaptSeedPaper);
      } catch (error) {
        const why = error instanceof z.ZodError ? seedFault(error) : messageOf(error);
        throw new SourceError("seeds", `The seed papers cannot be read: ${why}`, { cause: error });
      }
    },
    plan: () => [],
  };
}
