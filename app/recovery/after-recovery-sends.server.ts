import type pg from "pg";
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
  pool: pg.Pool;
  shopId: string;
  sendIds: string[];
  now: Date;
}): Promise<void> {
  const { db, pool, shopId, sendIds, now } = options;
  // One question by hand: it is asked after every message, and most steps have no tags. The sends are found by their ids
  // alone, before anything is asked of them: PostgreSQL may else go through all sends of the shop.
  const { rows: reached } = await pool.query<Reached>({
    name: "recovery.after-sends",
    text: `
      WITH told AS MATERIALIZED (
        SELECT shop_id, kind, part_id, state, friend_id FROM send WHERE id = ANY($1)
      )
      SELECT step.add_tag_id AS "addTagId", step.remove_tag_id AS "removeTagId",
        array_agg(told.friend_id) AS "friendIds"
      FROM recovery_step AS step JOIN told ON told.part_id = step.id AND told.shop_id = step.shop_id
      WHERE step.shop_id = $2 AND (step.add_tag_id IS NOT NULL OR step.remove_tag_id IS NOT NULL)
        AND told.kind = $3 AND told.state = 'accepted' AND told.friend_id IS NOT NULL
      GROUP BY step.id ORDER BY step.delay_minutes`,
    values: [sendIds, shopId, RECOVERY],
  });
  for (const { addTagId, removeTagId, friendIds } of reached) {
    if (removeTagId) await untagFriends({ db, shopId, friendIds, tagId: removeTagId });
    if (addTagId) await tagFriends({ db, shopId, friendIds, tagId: addTagId, now });
  }
}

type Reached = { addTagId: string | null; removeTagId: string | null; friendIds: string[] };
