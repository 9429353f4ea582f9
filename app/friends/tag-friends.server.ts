import type { Db } from "#app/platform/db.server.ts";

/**
 * Puts a tag on friends; twice is once. Friends or a tag that are not the shop's, or have gone, are passed over.
 */
export async function tagFriends(options: {
  db: Db;
  shopId: string;
  friendIds: string[];
  tagId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, friendIds, tagId, now } = options;
  await db.$executeRaw`
    INSERT INTO friend_tag (friend_id, tag_id, shop_id, added_at)
    SELECT friend.id, tag.id, friend.shop_id, ${now}
    FROM friend JOIN tag ON tag.shop_id = friend.shop_id
    WHERE friend.id = ANY(${friendIds}::uuid[]) AND tag.id = ${tagId}::uuid AND friend.shop_id = ${shopId}::uuid
    -- In one order, so that two batches never wait for each other.
    ORDER BY friend.id
    ON CONFLICT DO NOTHING`;
}
