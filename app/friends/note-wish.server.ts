import type { Db } from "#app/platform/db.server.ts";
import { type ConsentKind, consentKinds } from "./friend.ts";

/**
 * Notes that a friend said yes or no to a kind of message, or to any (`all`). LINE delivers webhooks in any order, so
 * what was said last counts, and not what came last.
 *
 * @param options.at when it was said, by LINE's event timestamp
 * @returns the kinds about which nothing newer was said; none when the shop has no such friend
 */
export async function noteWish(options: {
  db: Db;
  shopId: string;
  friendId: string;
  kind: ConsentKind | "all";
  at: Date;
}): Promise<ConsentKind[]> {
  const { db, shopId, friendId, kind, at } = options;
  const kinds = kind === "all" ? consentKinds : [kind];
  const noted = await db.$queryRaw<{ kind: ConsentKind }[]>`
    INSERT INTO consent_wish (friend_id, shop_id, kind, wished_at)
    SELECT friend.id, friend.shop_id, wish.kind, ${at}
    FROM friend CROSS JOIN unnest(${[...kinds]}::text[]) WITH ORDINALITY AS wish (kind, place)
    WHERE friend.id = ${friendId}::uuid AND friend.shop_id = ${shopId}::uuid
    ORDER BY wish.place
    ON CONFLICT (friend_id, kind) DO UPDATE SET wished_at = excluded.wished_at
      WHERE consent_wish.wished_at <= excluded.wished_at
    RETURNING kind`;
  return noted.map((wish) => wish.kind);
}
