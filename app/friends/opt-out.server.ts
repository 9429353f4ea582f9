import type { Db } from "#app/platform/db.server.ts";
import { type ConsentKind, consentKinds, type OptOutVia } from "./friend.ts";

/**
 * Notes that a friend does not want a kind of message, or any (`all`). It outlives unlinking and linking again.
 * Saying no twice keeps the first time and way.
 *
 * @returns `unknown_friend` when the shop has no such friend
 */
export async function optOut(options: {
  db: Db;
  shopId: string;
  friendId: string;
  kind: ConsentKind | "all";
  via: OptOutVia;
  now: Date;
}): Promise<{ outcome: "opted_out" | "unknown_friend" }> {
  const { db, shopId, friendId, kind, via, now } = options;
  const friend = await db.friend.findFirst({
    where: { id: friendId, shopId },
    select: { id: true },
  });
  if (!friend) return { outcome: "unknown_friend" };
  await db.optOut.createMany({
    data: (kind === "all" ? consentKinds : [kind]).map((each) => ({
      shopId,
      friendId,
      kind: each,
      via,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
  return { outcome: "opted_out" };
}
