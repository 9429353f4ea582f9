import type { Db } from "#app/platform/db.server.ts";
import type { ConsentKind } from "./friend.ts";

/** Takes a friend's "no" to a kind of message back, or every "no" (`all`). */
export async function optIn(options: {
  db: Db;
  shopId: string;
  friendId: string;
  kind: ConsentKind | "all";
}): Promise<void> {
  const { db, shopId, friendId, kind } = options;
  await db.optOut.deleteMany({
    where: { shopId, friendId, kind: kind === "all" ? undefined : kind },
  });
}
