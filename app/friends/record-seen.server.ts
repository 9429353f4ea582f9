import { v7 as uuidv7 } from "uuid";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { profileWanted } from "./friends-happenings.ts";

/**
 * The friend of this LINE user, made as `seen` when the channel has not met them: they wrote, or logged in. Whether
 * they follow is left as it is.
 */
export async function recordSeen(options: {
  db: Db;
  shopId: string;
  channelId: string;
  lineUserId: string;
  at: Date;
}): Promise<{ friendId: string; isNew: boolean }> {
  const { db, shopId, channelId, lineUserId, at } = options;
  const known = await db.friend.findFirst({
    where: { shopId, channelId, lineUserId },
    select: { id: true },
  });
  if (known) return { friendId: known.id, isNew: false };
  const { count } = await db.friend.createMany({
    data: {
      id: uuidv7(),
      shopId,
      channelId,
      lineUserId,
      preferencesCode: randomCode(),
      createdAt: at,
    },
    skipDuplicates: true,
  });
  const { id } = await db.friend.findFirstOrThrow({ where: { shopId, channelId, lineUserId } });
  if (count) await enqueue(db, profileWanted, { shopId, friendId: id }, { key: `profile:${id}` });
  return { friendId: id, isNew: count === 1 };
}
