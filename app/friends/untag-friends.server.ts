import type { Db } from "#app/platform/db.server.ts";

/** Takes a tag off friends; nothing happens to those who do not wear it. */
export async function untagFriends(options: {
  db: Db;
  shopId: string;
  friendIds: string[];
  tagId: string;
}): Promise<void> {
  const { db, shopId, friendIds, tagId } = options;
  await db.friendTag.deleteMany({ where: { shopId, friendId: { in: friendIds }, tagId } });
}
