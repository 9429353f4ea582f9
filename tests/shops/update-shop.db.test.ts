import { expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { createShop } from "#tests/factories/shop.ts";
import { tell } from "#tests/worker/tell.ts";

const osaka = {
  id: 548380009,
  name: "大阪商店",
  domain: "www.osaka.example.jp",
  iana_timezone: "Asia/Seoul",
  currency: "KRW",
  primary_locale: "en-US",
  updated_at: "2026-11-22T12:00:00+09:00",
};

test("name, zone, currency, language and address follow the shop", async () => {
  const shop = await createShop(db);
  await tell(shop, "shop/update", osaka);
  expect(await db.shop.findUnique({ where: { id: shop.id } })).toMatchObject({
    name: "大阪商店",
    timeZone: "Asia/Seoul",
    currency: "KRW",
    locale: "en",
    storefrontUrl: "https://www.osaka.example.jp",
  });
});

test("an older word of the shop does not undo a newer one", async () => {
  const shop = await createShop(db);
  await tell(shop, "shop/update", osaka);
  const older = { ...osaka, name: "古い名前", updated_at: "2026-11-21T12:00:00+09:00" };
  expect(await tell(shop, "shop/update", older)).toBe("stale");
  expect(await db.shop.findUnique({ where: { id: shop.id } })).toMatchObject({ name: "大阪商店" });
});

test("a zone that nobody knows and a currency that is none are not taken", async () => {
  const shop = await createShop(db);
  await tell(shop, "shop/update", { ...osaka, iana_timezone: "Mars/Olympus", currency: "gold" });
  expect(await db.shop.findUnique({ where: { id: shop.id } })).toMatchObject({
    timeZone: "Asia/Tokyo",
    currency: "JPY",
  });
});

test("scopes that were granted later are not overwritten by older ones", async () => {
  const shop = await createShop(db);
  const id = `offline_${shop.domain}`;
  await db.session.create({ data: { id, shop: shop.domain, state: "", accessToken: "sealed" } });
  const later = { current: ["read_orders"], updated_at: "2026-11-22T03:00:00Z" };
  const earlier = { current: ["read_products"], updated_at: "2026-11-22T02:00:00Z" };
  await tell(shop, "app/scopes_update", later);
  expect(await tell(shop, "app/scopes_update", earlier)).toBe("stale");
  expect(await db.session.findUnique({ where: { id } })).toMatchObject({ scope: "read_orders" });
});
