import { randomUUID } from "node:crypto";
import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { readSilences } from "#app/shops/read-silences.server.ts";
import { watchWebhooks } from "#app/shops/watch-webhooks.server.ts";
import { createShop } from "#tests/factories/shop.ts";

const LAST = new Date("2026-11-20T03:00:00Z");
const HOUR = 60 * 60_000;
const after = (hours: number) => new Date(LAST.getTime() + hours * HOUR);

let shop: Shop;
beforeEach(async () => {
  await db.shop.deleteMany();
  await db.webhookEvent.deleteMany();
  shop = await createShop(db);
});

/** So many events, the last of them at `LAST`. */
async function hear(events: number, source = "shopify", of = shop) {
  await db.webhookEvent.createMany({
    data: Array.from({ length: events }, (_, index) => ({
      source,
      shopId: of.id,
      key: randomUUID(),
      topic: "orders/create",
      lane: 1,
      receivedAt: new Date(LAST.getTime() - index * 60_000),
      processedAt: LAST,
    })),
  });
}

const silences = (of = shop) => readSilences({ db, shopId: of.id });

test("a platform that told enough and then nothing for a day is noted once, with when it last told something", async () => {
  await hear(50);
  await hear(49, "line");
  expect(await watchWebhooks({ db, now: after(23.9) })).toBe(0);
  expect(await watchWebhooks({ db, now: after(24) })).toBe(1);
  expect(await watchWebhooks({ db, now: after(25) })).toBe(0);
  expect(await silences()).toEqual({ line: null, shopify: LAST });
});

test("a silence outlives the stored events, and ends with the next one", async () => {
  await hear(50);
  await watchWebhooks({ db, now: after(30) });
  await db.webhookEvent.deleteMany();
  await watchWebhooks({ db, now: after(24 * 9) });
  expect(await silences()).toEqual({ line: null, shopify: LAST });

  await db.webhookEvent.create({
    data: {
      source: "shopify",
      shopId: shop.id,
      key: "again",
      topic: "x",
      lane: 1,
      receivedAt: after(24 * 10),
    },
  });
  expect(await silences()).toEqual({ line: null, shopify: null });
  await watchWebhooks({ db, now: after(24 * 10) });
  expect(await db.webhookSilence.count()).toBe(0);
});

test("each shop is watched for itself, and one that uninstalled not at all", async () => {
  const other = await createShop(db);
  const gone = await createShop(db, { uninstalledAt: LAST });
  await hear(1_000, "shopify", other);
  await hear(1_000, "shopify", gone);
  await hear(50);
  expect(await watchWebhooks({ db, now: after(6) })).toBe(1);
  expect(await silences(other)).toEqual({ line: null, shopify: LAST });
  expect(await silences()).toEqual({ line: null, shopify: null });
  expect(await silences(gone)).toEqual({ line: null, shopify: null });
});

test("two workers that watch at once note a silence once", async () => {
  await hear(50);
  await Promise.all([watchWebhooks({ db, now: after(24) }), watchWebhooks({ db, now: after(24) })]);
  expect(await db.webhookSilence.count()).toBe(1);
});
