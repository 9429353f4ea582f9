import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import { redactShop } from "#app/shops/redact-shop.server.ts";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createRecoverySettings } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { tell } from "#tests/worker/tell.ts";

/** The tables that know which shop a row is of, from the database itself. */
async function tablesOfShops(): Promise<string[]> {
  const { rows } = await pool.query<{ table_name: string }>(
    "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop_id'",
  );
  return rows.map((row) => row.table_name);
}

async function rowsOf(shopId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOfShops()) {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${table}" WHERE shop_id = $1`,
      [shopId],
    );
    counts[table] = rows[0]!.count;
  }
  return counts;
}

/** A shop with a row in every table that belongs to shops: a believable one where that matters, else a made-up one. */
async function createFullShop(uninstalledAt: Date | null) {
  const shop = await createShop(db, { uninstalledAt });
  const shopId = shop.id;
  const { customer, friend } = await createLinkedCustomer(db, shop);
  const at = new Date("2026-11-21T00:00:00Z");
  await createRecoverySettings(db, shop);
  const checkout = await createAbandonedCheckout(db, shop, { customerGid: customer.shopifyGid });
  const attempt = await db.sendAttempt.create({
    data: {
      id: randomUUID(),
      shopId,
      channelId: friend.channelId,
      endpoint: "push",
      retryKey: randomUUID(),
      body: Buffer.from("{}"),
      state: "accepted",
      createdAt: at,
    },
  });
  const send = await createSend(db, {
    shopId,
    subjectId: checkout.id,
    friendId: friend.id,
    attemptId: attempt.id,
    state: "accepted",
  });
  const link = { shopId, targets: [], expiresAt: at };
  await db.trackedLink.create({ data: { ...link, codeHash: randomUUID(), sendId: send.id } });
  await db.trackedLink.create({ data: { ...link, codeHash: randomUUID() } });
  const tag = await db.tag.create({ data: { shopId, name: "VIP", createdAt: at } });
  await db.friendTag.create({ data: { shopId, friendId: friend.id, tagId: tag.id, addedAt: at } });
  await db.rateBucket.create({
    data: { channelId: friend.channelId, endpoint: "push", tokens: 1, refilledAt: at },
  });
  await db.session.create({
    data: { id: `offline_${shop.domain}`, shop: shop.domain, state: "", accessToken: "sealed" },
  });
  for (const [table, count] of Object.entries(await rowsOf(shopId))) {
    if (count === 0) await makeUpRow(table, shopId);
  }
  return { shop, channelId: friend.channelId };
}

/** A row of this shop with something of the right type in every column that wants it; what it refers to need not be. */
async function makeUpRow(table: string, shopId: string): Promise<void> {
  const { rows: columns } = await pool.query<{ name: string; type: string }>(
    `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND column_name <> 'shop_id'
       AND is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER' AND is_identity = 'NO'`,
    [table],
  );
  const values = columns.map(({ type }) => MADE_UP[type] ?? `'x'::text::${type}`);
  const names = ["shop_id", ...columns.map(({ name }) => name)].map((name) => `"${name}"`);
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(
      `INSERT INTO "${table}" (${names.join(", ")}) VALUES (${[`'${shopId}'`, ...values].join(", ")})`,
    );
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

/** SQL, by PostgreSQL's name of the type. */
const MADE_UP: Record<string, string> = {
  uuid: "gen_random_uuid()",
  _uuid: "'{}'",
  text: "gen_random_uuid()::text",
  timestamptz: "now()",
  date: "current_date",
  jsonb: "'{}'",
  bytea: "'\\x00'",
  bool: "true",
  int4: "1",
  int8: "1",
  float8: "1",
  numeric: "1",
};

test("shop/redact leaves no row of the shop in any table, and every row of the others", async () => {
  const { shop, channelId } = await createFullShop(new Date("2026-11-20T03:00:00Z"));
  const { shop: other } = await createFullShop(new Date("2026-11-20T03:00:00Z"));
  const full = await rowsOf(shop.id);
  expect(Object.entries(full).filter(([, count]) => count === 0)).toEqual([]);
  const others = await rowsOf(other.id);

  expect(await tell(shop, "shop/redact", { shop_id: 1, shop_domain: shop.domain })).toBe(
    "redaction_begun",
  );
  // In steps of one row, as a large shop is deleted in steps of ten thousand.
  expect(await redactShop({ db, pool, shopId: shop.id, chunk: 1 })).toEqual({
    outcome: "redacted",
  });

  expect(await rowsOf(shop.id)).toEqual(
    Object.fromEntries(Object.keys(full).map((table) => [table, 0])),
  );
  expect(await db.shop.count({ where: { domain: shop.domain } })).toBe(0);
  expect(await db.session.count({ where: { shop: shop.domain } })).toBe(0);
  expect(await db.rateBucket.count({ where: { channelId } })).toBe(0);
  expect(await rowsOf(other.id)).toEqual(others);
});

test("shop/redact of a shop that has installed Musubi again deletes nothing", async () => {
  const { shop } = await createFullShop(null);
  const before = await rowsOf(shop.id);
  expect(await tell(shop, "shop/redact", { shop_id: 1, shop_domain: shop.domain })).toBe(
    "installed",
  );
  expect(await rowsOf(shop.id)).toEqual({ ...before, webhook_event: before.webhook_event! + 1 });
});

test("a shop that installs Musubi again before its deletion begins keeps everything", async () => {
  const { shop } = await createFullShop(new Date("2026-11-20T03:00:00Z"));
  await tell(shop, "shop/redact", {});
  await db.shop.update({ where: { id: shop.id }, data: { uninstalledAt: null } });
  const before = await rowsOf(shop.id);
  expect(await redactShop({ db, pool, shopId: shop.id })).toEqual({ outcome: "installed" });
  expect(await rowsOf(shop.id)).toEqual(before);
});

test("shop/redact that comes again finds nothing to do", async () => {
  const { shop } = await createFullShop(new Date("2026-11-20T03:00:00Z"));
  await tell(shop, "shop/redact", {});
  await redactShop({ db, pool, shopId: shop.id });
  expect(await redactShop({ db, pool, shopId: shop.id })).toEqual({ outcome: "gone" });
  expect(await tell(shop, "shop/redact", {})).toBe("unknown_shop");
});
