import { expect, test } from "vitest";
import { claimSends, findDueShops } from "#app/messages/claim-sends.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-22T03:00:00Z");
const leasedUntil = new Date("2026-11-22T03:00:30Z");
const later = new Date("2026-11-22T03:00:01Z");
const claim = (shopIds: string[], overrides: object = {}) =>
  claimSends({
    pool,
    shopIds,
    perShop: 100,
    limit: 100,
    leasedBy: "a",
    leasedUntil,
    now,
    ...overrides,
  });

test("only shops with something due are found, each once, however much waits", async () => {
  const shops = [await createShop(db), await createShop(db), await createShop(db)];
  for (let n = 0; n < 5; n++) await createSend(db, { shopId: shops[0]!.id });
  await createSend(db, { shopId: shops[1]!.id, dueAt: later });
  await createSend(db, { shopId: shops[2]!.id, state: "held", dueAt: later, nextAt: now });
  expect(await findDueShops({ pool, now })).toEqual([shops[0]!.id, shops[2]!.id].sort());
  await db.send.deleteMany();
  expect(await findDueShops({ pool, now })).toEqual([]);
});

test("what is due is claimed under a lease, and what is not due, or not waiting, is left", async () => {
  const shop = await createShop(db);
  const due = await createSend(db, { shopId: shop.id, state: "held", reason: "quiet_time" });
  await createSend(db, { shopId: shop.id, dueAt: later });
  await createSend(db, { shopId: shop.id, state: "skipped" });
  await createSend(db, { shopId: shop.id, state: "dispatching" });

  const { sends } = await claim([shop.id]);
  expect(sends).toMatchObject([
    { id: due.id, shopId: shop.id, kind: "recovery", cause: due.cause },
  ]);
  expect(await db.send.findUnique({ where: { id: due.id } })).toMatchObject({
    state: "dispatching",
    reason: null,
    leasedBy: "a",
    leasedUntil,
  });
  expect(await claim([shop.id])).toEqual({ sends: [], expired: [], shopsLeft: [] });
});

test("what is past its validity expires in the same sweep and is not handed out", async () => {
  const shop = await createShop(db);
  const send = await createSend(db, {
    shopId: shop.id,
    state: "held",
    reason: "quota",
    validUntil: now,
  });
  expect(await claim([shop.id])).toMatchObject({ sends: [], expired: ["recovery"] });
  expect(await db.send.findUnique({ where: { id: send.id } })).toMatchObject({
    state: "expired",
    reason: "quota",
    settledAt: now,
    leasedBy: null,
  });
});

test("a shop's backlog takes one turn, so that the shops after it get theirs in the same claim", async () => {
  const [big, small] = [await createShop(db), await createShop(db)];
  for (let n = 0; n < 10; n++) await createSend(db, { shopId: big.id });
  await createSend(db, { shopId: small.id });
  const { sends, shopsLeft } = await claim([big.id, small.id], { perShop: 3, limit: 50 });
  expect(sends.filter((send) => send.shopId === big.id)).toHaveLength(3);
  expect(sends.filter((send) => send.shopId === small.id)).toHaveLength(1);
  expect(shopsLeft).toEqual([]);
});

test("shops that the limit leaves without their turn are named", async () => {
  const shops = [await createShop(db), await createShop(db), await createShop(db)].map(
    ({ id }) => id,
  );
  for (const shopId of shops) for (let n = 0; n < 2; n++) await createSend(db, { shopId });
  const { sends, shopsLeft } = await claim(shops, { perShop: 2, limit: 3 });
  expect(sends).toHaveLength(3);
  expect(shopsLeft).toEqual([shops[2]]);
});

test("claims at the same moment never hand out the same send twice", async () => {
  const shop = await createShop(db);
  for (let n = 0; n < 60; n++) await createSend(db, { shopId: shop.id });
  const claims = await Promise.all(
    ["a", "b", "c", "d"].map((leasedBy) => claim([shop.id], { leasedBy, perShop: 20 })),
  );
  const ids = claims.flatMap(({ sends }) => sends.map((send) => send.id));
  expect(new Set(ids).size).toBe(ids.length);
  const rest = await claim([shop.id]);
  expect(ids.length + rest.sends.length).toBe(60);
});
