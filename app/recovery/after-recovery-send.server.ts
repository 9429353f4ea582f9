import { tagFriend } from "#app/friends/tag-friend.server.ts";
import { untagFriend } from "#app/friends/untag-friend.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { RECOVERY } from "./plan-recovery.server.ts";

/**
 * What the merchant wants done after a step reached its friend: put a tag on, take one off. Sends of other programmes
 * and sends that LINE did not accept are passed over. Doing it twice is doing it once.
 */
export async function afterRecoverySend(options: {
  db: Db;
  shopId: string;
  sendId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, sendId, now } = options;
  const send = await db.send.findFirst({
    where: { id: sendId, shopId, kind: RECOVERY, state: "accepted" },
    select: { friendId: true, partId: true },
  });
  if (!send?.friendId || !send.partId) return;
  const step = await db.recoveryStep.findFirst({ where: { id: send.partId, shopId } });
  const { friendId } = send;
  if (step?.removeTagId) await untagFriend({ db, shopId, friendId, tagId: step.removeTagId });
  if (step?.addTagId) await tagFriend({ db, shopId, friendId, tagId: step.addTagId, now });
}
