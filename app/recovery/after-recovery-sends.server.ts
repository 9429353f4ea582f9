import { tagFriends } from "#app/friends/tag-friends.server.ts";
import { untagFriends } from "#app/friends/untag-friends.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { RECOVERY } from "./plan-recovery.server.ts";

/**
 * What the merchant wants done after steps reached their friends: put a tag on, take one off. Sends of other programmes
 * and sends that LINE did not accept are passed over. Doing it twice is doing it once.
 */
export async function afterRecoverySends(options: {
  db: Db;
  shopId: string;
  sendIds: string[];
  now: Date;
}): Promise<void> {
  const { db, shopId, sendIds, now } = options;
  const steps = await db.recoveryStep.findMany({
    where: { shopId, OR: [{ addTagId: { not: null } }, { removeTagId: { not: null } }] },
    orderBy: { delayMinutes: "asc" },
  });
  if (steps.length === 0) return;
  const sends = await db.send.findMany({
    where: { id: { in: sendIds }, shopId, kind: RECOVERY, state: "accepted" },
    select: { friendId: true, partId: true },
  });
  for (const { id, addTagId, removeTagId } of steps) {
    const friendIds = sends.flatMap((send) => (send.partId === id && send.friendId) || []);
    if (friendIds.length === 0) continue;
    if (removeTagId) await untagFriends({ db, shopId, friendIds, tagId: removeTagId });
    if (addTagId) await tagFriends({ db, shopId, friendIds, tagId: addTagId, now });
  }
}
