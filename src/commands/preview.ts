// `paperboy preview`: writes a digest exactly as it would be sent, as files to look at. Sends nothing
// and changes nothing.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { listSeenPapers } from "../deliveries/delivery-store.ts";
import { prepareDesk } from "../deliveries/edition-desk.ts";
import { selectForSubscriber } from "../deliveries/select-for-subscriber.ts";
import { type Edition, editionNote } from "../editions/edition.ts";
import { editionToday } from "../editions/edition-schedule.ts";
import { getEdition, getLatestEdition } from "../editions/edition-store.ts";
import { draftEdition } from "../editions/publish-edition.ts";
import { DataDirError, messageOf, UsageError } from "../errors.ts";
import { createDigestRenderer } from "../rendering/render-digest.ts";
import { parseEmailAddress } from "../subscriptions/email-address.ts";
import { findSubscriberByEmail } from "../subscriptions/subscriber-store.ts";
import { print, withContext } from "./run-command.ts";

/** Names no delivery and no subscriber: what a preview for nobody in particular is made out to. */
const NOBODY = "00000000-0000-4000-8000-000000000000";
const ANYONE = { id: NOBODY, email: "reader@example.org", topics: [], mutes: [], size: 10 };

/** The stored edition, or for a date that has none the one that would be made now. */
async function findOrDraft(ctx: Context, date: string | undefined): Promise<Edition> {
  const stored = date ? await getEdition(ctx.db, date) : await getLatestEdition(ctx.db);
  if (stored?.state === "published") return stored;
  const rankedAt = ctx.now();
  const draft = await draftEdition(ctx.db, rankedAt);
  return {
    ...draft,
    date: date ?? editionToday(ctx.config.edition, rankedAt),
    state: "published",
    rankedAt,
    sources: [],
    note: editionNote(draft.papers, []),
    plannedAt: null,
  };
}

async function findReader(ctx: Context, email: string | undefined) {
  if (email === undefined) return ANYONE;
  const address = parseEmailAddress(email);
  if (address.kind === "invalid") throw new UsageError(`--email: ${address.reason}`);
  const subscriber = await findSubscriberByEmail(ctx.db, address.emailKey);
  if (!subscriber) throw new UsageError(`--email: there is no subscriber ${address.email}.`);
  return subscriber;
}

async function writeAll(out: string, files: Record<string, string | Buffer>): Promise<string[]> {
  try {
    await mkdir(out, { recursive: true });
    const paths = Object.keys(files).map((name) => join(out, name));
    await Promise.all(
      Object.entries(files).map(([name, body]) => writeFile(join(out, name), body)),
    );
    return paths;
  } catch (error) {
    throw new DataDirError(`--out ${out} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

export async function previewCommand(options: {
  date?: string;
  email?: string;
  out: string;
  json?: boolean;
}): Promise<void> {
  await withContext(async (ctx) => {
    const { db, tokens, templates, config, now } = ctx;
    const { publicUrl, publicHost } = config.http;
    const renderer = createDigestRenderer(templates, {
      publicUrl,
      publicHost,
      from: config.mailFrom,
    });
    const reader = await findReader(ctx, options.email);
    const edition = await findOrDraft(ctx, options.date);
    const prepared = await prepareDesk({ tokens, renderer, publicUrl, now }, edition);
    const seen = await listSeenPapers(db, reader.id, NOBODY);
    const selection = selectForSubscriber(edition.papers, seen, reader);
    const { content, html, text, subject } = prepared.renderParts(NOBODY, reader, selection);
    const name = `digest-${edition.date}`;
    const files = await writeAll(options.out, {
      [`${name}.html`]: html,
      [`${name}.txt`]: text,
      [`${name}.eml`]: content,
    });
    print(
      { date: edition.date, subject, papers: selection.paperIds.length, files },
      options.json,
      files,
    );
  });
}
