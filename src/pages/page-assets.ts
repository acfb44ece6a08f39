// The few files that pages need. Each is asked for by an address that holds a hash of its content,
// so browsers keep it for good and a new version is a new address.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const FOLDER = fileURLToPath(new URL("../../templates/pages/assets", import.meta.url));
const FILES = { style: "site.css", icon: "icon.svg", timeZone: "time-zone.js" } as const;

/** Addresses of the files. */
export type PageAssets = Record<keyof typeof FILES, string>;

async function addressOf(file: string): Promise<string> {
  const content = await readFile(join(FOLDER, file));
  const version = createHash("sha256").update(content).digest("base64url").slice(0, 10);
  return `/assets/${file}?v=${version}`;
}

export async function addPageAssets(app: FastifyInstance): Promise<PageAssets> {
  await app.register(fastifyStatic, {
    root: FOLDER,
    prefix: "/assets/",
    decorateReply: false,
    immutable: true,
    maxAge: "365d",
    index: false,
  });
  const [style, icon, timeZone] = await Promise.all([
    addressOf(FILES.style),
    addressOf(FILES.icon),
    addressOf(FILES.timeZone),
  ]);
  return { style, icon, timeZone };
}
