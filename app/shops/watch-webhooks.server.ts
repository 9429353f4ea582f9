import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { isSilent, MOST_COUNTED, SHORTEST_SILENCE_MS } from "./webhook-silence.ts";

type Heard = { shopId: string; source: "line" | "shopify"; lastAt: Date; events: number };

/**
 * Notes which platforms have stopped telling a shop anything, though they used to. The note outlives the stored events,
 * from which alone nobody could tell after seven days that something is missing; it goes when the next one comes.
 * To be called every few minutes.
 *
 * @returns how many silences were noted anew
 */
export async function watchWebhooks(options: { db: Db; now: Date }): Promise<number> {
  const { db, now } = options;
  await db.$executeRaw`
    DELETE FROM webhook_silence AS silence WHERE EXISTS (
      SELECT FROM webhook_event AS event
      WHERE event.shop_id = silence.shop_id AND event.source = silence.source AND event.received_at > silence.since)`;
  const quietSince = new Date(now.getTime() - SHORTEST_SILENCE_MS);
  // One look into the index for each shop and platform; only who is quiet is counted, and no further than matters.
  const quiet = await db.$queryRaw<Heard[]>`
    SELECT shop.id AS "shopId", door.source, last.received_at AS "lastAt", (
      SELECT count(*)::int FROM (
        SELECT FROM webhook_event AS event WHERE event.shop_id = shop.id AND event.source = door.source
        LIMIT ${MOST_COUNTED}) AS counted) AS events
    FROM shop
    CROSS JOIN (VALUES ('line'), ('shopify')) AS door (source)
    CROSS JOIN LATERAL (
      SELECT received_at FROM webhook_event AS event WHERE event.shop_id = shop.id AND event.source = door.source
      ORDER BY received_at DESC LIMIT 1) AS last
    WHERE shop.uninstalled_at IS NULL AND last.received_at <= ${quietSince}
      AND NOT EXISTS (
        SELECT FROM webhook_silence AS silence WHERE silence.shop_id = shop.id AND silence.source = door.source)`;
  const silent = quiet.filter((heard) => isSilent(heard, now));
  if (silent.length === 0) return 0;
  for (const { shopId, source, lastAt } of silent)
    log.warn({ shopId, source, lastAt }, "Webhooks have stopped that used to come");
  const { count } = await db.webhookSilence.createMany({
    data: silent.map(({ shopId, source, lastAt }) => ({ shopId, source, since: lastAt })),
    skipDuplicates: true,
  });
  return count;
}
