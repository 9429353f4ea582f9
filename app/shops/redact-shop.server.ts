import type pg from "pg";
import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import type { Happening } from "#app/platform/jobs.server.ts";

/** 48 hours after an uninstall (`shop/redact`): everything of the shop is to be deleted. */
export const shopRedactionWanted: Happening<{ shopId: string }> = {
  name: "shops.redaction-wanted",
  payload: z.object({ shopId: z.uuid() }),
};

/** So many rows a statement: it holds few locks, and whoever goes on after a crash has little to do again. */
const CHUNK = 10_000;

/**
 * What other tables hang on is deleted after them: what goes with a row goes in the same statement. A shop's sends go
 * before their attempts, which they name.
 */
const LAST = ["send_attempt", "thread", "customer", "friend", "channel"];

/**
 * Deletes everything of a shop that has uninstalled Musubi, table by table as the database itself names them, so that no
 * table is forgotten. May be called again after it broke off.
 *
 * @param options.chunk rows that a statement deletes
 * @returns `installed` when the shop has installed Musubi again since: nothing (more) is deleted. `gone` when there is no
 *   such shop any more
 */
export async function redactShop(options: {
  db: Db;
  pool: pg.Pool;
  shopId: string;
  chunk?: number;
}): Promise<{ outcome: "redacted" | "installed" | "gone" }> {
  const { db, pool, shopId, chunk = CHUNK } = options;
  const shop = await db.shop.findUnique({ where: { id: shopId }, include: { channel: true } });
  if (!shop) return { outcome: "gone" };
  if (!shop.uninstalledAt) return { outcome: "installed" };
  for (const table of await tablesOfShops(pool)) {
    let deleted: number | null;
    do {
      ({ rowCount: deleted } = await pool.query(
        `DELETE FROM "${table}" WHERE ctid = ANY(ARRAY(
           SELECT ctid FROM "${table}" WHERE shop_id = $1 LIMIT $2))
         AND EXISTS (SELECT FROM shop WHERE id = $1 AND uninstalled_at IS NOT NULL)`,
        [shopId, chunk],
      ));
    } while (deleted);
  }
  const { count } = await db.shop.deleteMany({
    where: { id: shopId, uninstalledAt: { not: null } },
  });
  if (!count) return { outcome: "installed" };
  await db.rateBucket.deleteMany({ where: { channelId: shop.channel?.id ?? shopId } });
  await db.session.deleteMany({ where: { shop: shop.domain } });
  return { outcome: "redacted" };
}

async function tablesOfShops(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT columns.table_name AS name FROM information_schema.columns
     JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name = 'shop_id'
     ORDER BY coalesce(array_position($1::text[], columns.table_name::text), 0), name`,
    [LAST],
  );
  return rows.map(({ name }) => name);
}
