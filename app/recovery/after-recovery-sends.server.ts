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
  // One question by hand: it is asked after every message, and most steps have no tags.
  const reached = await db.$queryRaw<Reached[]>`
    SELECT step.add_tag_id AS "addTagId", step.remove_tag_id AS "removeTagId", array_agg(send.friend_id) AS "friendIds"
    FROM send JOIN recovery_step AS step ON step.id = send.part_id AND step.shop_id = send.shop_id
    WHERE send.id = ANY(${sendIds}::uuid[]) AND send.shop_id = ${shopId}::uuid AND send.kind = ${RECOVERY}
      AND send.state = 'accepted' AND send.friend_id IS NOT NULL
      AND (step.add_tag_id IS NOT NULL OR step.remove_tag_id IS NOT NULL)
    GROUP BY step.id ORDER BY step.delay_minutes`;
  for (const { addTagId, removeTagId, friendIds } of reached) {
    if (removeTagId) await untagFriends({ db, shopId, friendIds, tagId: removeTagId });
    if (addTagId) await tagFriends({ db, shopId, friendIds, tagId: addTagId, now });
  }
}

type Reached = { addTagId: string | null; removeTagId: string | null; friendIds: string[] };
