// Forgetting a person: every row about them goes, and a keyed hash stays so that no import or restored
// list mails them again.
import type { Db } from "../db/connect.ts";
import { deleteSubscriber, findSubscriber } from "./subscriber-store.ts";
import { ERASED, suppress } from "./suppression-store.ts";
import type { Tokens } from "./token.ts";

/** @returns false when there is no such subscriber; their tokens are unknown afterwards */
export async function eraseSubscriber(
  { db, tokens }: { db: Db; tokens: Tokens },
  subscriberId: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const subscriber = await findSubscriber(tx, subscriberId);
    if (!subscriber) return false;
    await suppress(tx, tokens.addressHash(subscriber.emailKey), ERASED);
    await deleteSubscriber(tx, subscriber);
    return true;
  });
}
