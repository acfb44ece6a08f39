// The desk where digests of an edition are made: reads and prepares each edition once a process, so
// that a reader costs no more than choosing and joining. Holds the newest few.
import type { Db } from "../db/connect.ts";
import type { Edition } from "../editions/edition.ts";
import { getEdition } from "../editions/edition-store.ts";
import type { DigestRenderer } from "../rendering/render-digest.ts";
import type { Tokens } from "../subscriptions/token.ts";
import type { Selection } from "./select-for-subscriber.ts";

type Reader = { id: string; email: string };

export interface PreparedDesk {
  edition: Edition;
  /** The finished message of one reader. */
  render(
    deliveryId: string,
    reader: Reader,
    selection: Selection,
  ): ReturnType<DigestRenderer["renderDigest"]>;
  /** The same with its parts in the clear, to look at. */
  renderParts(
    deliveryId: string,
    reader: Reader,
    selection: Selection,
  ): ReturnType<DigestRenderer["renderDigestParts"]>;
}

export interface EditionDesk {
  /** @throws Error when the edition does not exist: a delivery always has one */
  open(date: string): Promise<PreparedDesk>;
}

export interface DeskDeps {
  db: Db;
  tokens: Tokens;
  renderer: DigestRenderer;
  publicUrl: string;
  now: () => Date;
}

const EDITIONS_KEPT = 3;

/** Prepares an edition, stored or not, for rendering to any number of readers. */
export async function prepareDesk(
  { tokens, renderer, publicUrl, now }: Omit<DeskDeps, "db">,
  edition: Edition,
): Promise<PreparedDesk> {
  const prepared = await renderer.prepareEdition(edition);
  const address = (deliveryId: string, reader: Reader, { paperIds, hidden }: Selection) => ({
    ...{ deliveryId, email: reader.email, paperIds, hidden, now: now() },
    preferencesUrl: `${publicUrl}/preferences/${tokens.sign("preferences", reader.id)}`,
    unsubscribeUrl: `${publicUrl}/unsubscribe/${tokens.sign("unsubscribe", reader.id)}`,
  });
  return {
    edition,
    render: (...args) => renderer.renderDigest(prepared, address(...args)),
    renderParts: (...args) => renderer.renderDigestParts(prepared, address(...args)),
  };
}

export function openEditionDesk(deps: DeskDeps): EditionDesk {
  const desks = new Map<string, Promise<PreparedDesk>>();

  async function openStored(date: string): Promise<PreparedDesk> {
    const edition = await getEdition(deps.db, date);
    if (!edition) throw new Error(`There is no edition of ${date}`);
    return prepareDesk(deps, edition);
  }

  return {
    open(date) {
      const known = desks.get(date);
      if (known) return known;
      const desk = openStored(date);
      // What failed is not kept, so that the next reader tries again.
      desk.catch(() => desks.delete(date));
      desks.set(date, desk);
      const oldest = desks.keys().next().value;
      if (desks.size > EDITIONS_KEPT && oldest !== undefined) desks.delete(oldest);
      return desk;
    },
  };
}
