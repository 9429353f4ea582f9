import type { Db } from "#app/platform/db.server.ts";
import { INTAKE_CHANNEL } from "#app/platform/intake-channel.ts";

/**
 * Has the shop's webhook events that were set aside worked on again, from the first of their tries on. Each still takes
 * effect once, and the records end the same in any order of arrival. Noted with how many they were.
 *
 * @returns how many were put back
 */
export async function putBackEvents(options: {
  db: Db;
  shopId: string;
  actor: string;
  now: Date;
}): Promise<number> {
  const { db, shopId, actor, now } = options;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    WITH put_back AS (
      UPDATE webhook_event SET processed_at = NULL, attempts = 0, next_attempt_at = NULL, outcome = NULL
      WHERE shop_id = ${shopId}::uuid AND processed_at IS NOT NULL AND body IS NOT NULL
      RETURNING 1
    ), audit AS (
      INSERT INTO audit_entry (id, shop_id, actor, action, subject, created_at)
      SELECT gen_random_uuid(), ${shopId}::uuid, ${actor}, 'events.put-back', count(*), ${now}
      FROM put_back HAVING count(*) > 0
    )
    SELECT count(*)::int AS count FROM put_back`;
  const count = row?.count ?? 0;
  if (count > 0) await db.$executeRaw`SELECT pg_notify(${INTAKE_CHANNEL}, '')`;
  return count;
}
