import type { Db } from "#app/platform/db.server.ts";

/** Takes a tag off a friend; nothing happens when the friend does not wear it. */
export async function untagFriend(options: {
  db: Db;
  shopId: string;
  friendId: string;
  tagId: string;
}): Promise<void> {
  const { db, shopId, friendId, tagId } = options;
  await db.friendTag.deleteMany({ where: { shopId, friendId, tagId } });
}
