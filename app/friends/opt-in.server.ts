import type { Db } from "#app/platform/db.server.ts";
import type { ConsentKind } from "./friend.ts";
import { noteWish } from "./note-wish.server.ts";

/**
 * Takes a friend's "no" to a kind of message back, or every "no" (`all`).
 *
 * @param options.now when they said so, as of optOut; a newer "no" stays
 */
export async function optIn(options: {
  db: Db;
  shopId: string;
  friendId: string;
  kind: ConsentKind | "all";
  now: Date;
}): Promise<void> {
  const { db, shopId, friendId, now } = options;
  const kinds = await noteWish({ ...options, at: now });
  await db.optOut.deleteMany({ where: { shopId, friendId, kind: { in: kinds } } });
}
