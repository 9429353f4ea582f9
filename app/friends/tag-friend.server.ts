import type { Db } from "#app/platform/db.server.ts";

/**
 * Puts a tag on a friend; twice is once. Changes nothing when friend or tag are not the shop's, or have gone.
 */
export async function tagFriend(options: {
  db: Db;
  shopId: string;
  friendId: string;
  tagId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, friendId, tagId, now } = options;
  await db.$executeRaw`
    INSERT INTO friend_tag (friend_id, tag_id, shop_id, added_at)
    SELECT friend.id, tag.id, friend.shop_id, ${now}
    FROM friend JOIN tag ON tag.shop_id = friend.shop_id
    WHERE friend.id = ${friendId}::uuid AND tag.id = ${tagId}::uuid AND friend.shop_id = ${shopId}::uuid
    ON CONFLICT DO NOTHING`;
}
