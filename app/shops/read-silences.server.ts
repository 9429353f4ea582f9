import type { Db } from "#app/platform/db.server.ts";

/** Since when each platform has told the shop nothing, though it used to; null: it tells, or never told much. */
export async function readSilences(options: {
  db: Db;
  shopId: string;
}): Promise<{ line: Date | null; shopify: Date | null }> {
  const { db, shopId } = options;
  const silences = await db.$queryRaw<{ source: string; since: Date }[]>`
    SELECT source, since FROM webhook_silence AS silence
    WHERE shop_id = ${shopId}::uuid AND NOT EXISTS (
      SELECT FROM webhook_event AS event
      WHERE event.shop_id = silence.shop_id AND event.source = silence.source AND event.received_at > silence.since)`;
  const since = (source: string) => silences.find((each) => each.source === source)?.since ?? null;
  return { line: since("line"), shopify: since("shopify") };
}
