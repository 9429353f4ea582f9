import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import { redactShop } from "#app/shops/redact-shop.server.ts";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
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

/** A shop with a row in every table that belongs to shops. */
async function createFullShop(uninstalledAt: Date | null) {
  const shop = await createShop(db, { uninstalledAt });
  const shopId = shop.id;
  const { customer, friend } = await createLinkedCustomer(db, shop);
  const at = new Date("2026-11-21T00:00:00Z");
  await db.customerSync.create({ data: { shopId, dueAt: at, wantedAt: at } });
  const { id: linkId } = await db.link.findFirstOrThrow({ where: { shopId } });
  await db.linkHealing.create({ data: { linkId, shopId, since: at, times: 1 } });
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 60);
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
  await db.consentWish.create({
    data: { friendId: friend.id, shopId, kind: "recovery", wishedAt: at },
  });
  await db.optOut.create({
    data: { shopId, friendId: friend.id, kind: "marketing", via: "page", createdAt: at },
  });
  await db.order.create({
    data: { shopId, shopifyGid: "gid://shopify/Order/1", shopifyCreatedAt: at },
  });
  await db.refund.create({
    data: { shopId, shopifyGid: "r", orderGid: "o", amount: 1, createdAt: at },
  });
  await db.checkoutDeletion.create({ data: { shopId, key: "token:x", deletedAt: at } });
  await db.checkoutSweep.create({ data: { shopId, dueAt: at } });
  await db.linkSettings.create({ data: { shopId } });
  await db.afterLinkGift.create({
    data: { shopId, receiverHash: "x", linkId: shopId, code: "x", givenAt: at },
  });
  await db.linkStep.create({
    data: { shopId, day: at, method: "storefront", step: "offered", count: 1 },
  });
  await db.loginAttempt.create({
    data: {
      shopId,
      channelId: friend.channelId,
      purpose: "customer",
      stateHash: randomUUID(),
      nonce: "n",
      codeVerifier: "v",
      returnPath: "/",
      expiresAt: at,
    },
  });
  await db.auditEntry.create({ data: { shopId, actor: "musubi", action: "test", createdAt: at } });
  await db.webhookSilence.create({ data: { shopId, source: "line", since: at } });
  await db.dismissedAlert.create({ data: { shopId, name: "rejected", dismissedAt: at } });
  await db.dataRequest.create({
    data: { shopId, requestId: "1", customerGid: customer.shopifyGid, requestedAt: at },
  });
  await db.webhookEvent.create({
    data: {
      shopId,
      source: "shopify",
      key: randomUUID(),
      topic: "x",
      lane: 0,
      body: "{}",
      receivedAt: at,
      processedAt: at,
    },
  });
  await db.rateBucket.create({
    data: { channelId: friend.channelId, endpoint: "push", tokens: 1, refilledAt: at },
  });
  await db.session.create({
    data: { id: `offline_${shop.domain}`, shop: shop.domain, state: "", accessToken: "sealed" },
  });
  return { shop, channelId: friend.channelId };
}

test("shop/redact leaves no row of the shop in any table, and every row of the others", async () => {
  const { shop, channelId } = await createFullShop(new Date("2026-11-20T03:00:00Z"));
  const { shop: other } = await createFullShop(new Date("2026-11-20T03:00:00Z"));
  const full = await rowsOf(shop.id);
  // A table that is new wants a row above, so that this test looks at it too.
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
