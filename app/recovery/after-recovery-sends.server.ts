import { tagFriend } from "#app/friends/tag-friend.server.ts";
import { untagFriend } from "#app/friends/untag-friend.server.ts";
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
  });
  if (steps.length === 0) return;
  const sends = await db.send.findMany({
    where: { id: { in: sendIds }, shopId, kind: RECOVERY, state: "accepted" },
    select: { friendId: true, partId: true },
  });
  for (const { friendId, partId } of sends) {
    const step = steps.find((each) => each.id === partId);
    if (!friendId || !step) continue;
    if (step.removeTagId) await untagFriend({ db, shopId, friendId, tagId: step.removeTagId });
    if (step.addTagId) await tagFriend({ db, shopId, friendId, tagId: step.addTagId, now });
  }
}
