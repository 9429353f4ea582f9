import type { Db } from "#app/platform/db.server.ts";
import type { ConsentKind, OptOutVia } from "./friend.ts";
import { noteWish } from "./note-wish.server.ts";

/**
 * Notes that a friend does not want a kind of message, or any (`all`). It outlives unlinking and linking again.
 * Saying no twice keeps the first time and way.
 *
 * @param options.now when they said so: LINE's event timestamp, where LINE told it
 * @returns `stale` when they have said yes since, and `unknown_friend` when the shop has no such friend
 */
export async function optOut(options: {
  db: Db;
  shopId: string;
  friendId: string;
  kind: ConsentKind | "all";
  via: OptOutVia;
  now: Date;
}): Promise<{ outcome: "opted_out" | "stale" | "unknown_friend" }> {
  const { db, shopId, friendId, via, now } = options;
  const friend = await db.friend.findFirst({
    where: { id: friendId, shopId },
    select: { id: true },
  });
  if (!friend) return { outcome: "unknown_friend" };
  const kinds = await noteWish({ ...options, at: now });
  await db.optOut.createMany({
    data: kinds.map((kind) => ({ shopId, friendId, kind, via, createdAt: now })),
    skipDuplicates: true,
  });
  return { outcome: kinds.length > 0 ? "opted_out" : "stale" };
}
