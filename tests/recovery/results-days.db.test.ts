import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { readResults, readResultsRule } from "#app/recovery/read-results.server.ts";
import { resultsRange } from "#app/recovery/results-range.ts";
import { createAbandonedCheckout } from "#tests/factories/abandoned-checkout.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { moment, onTheWall, zone } from "./moments.ts";

let shop: Awaited<ReturnType<typeof createShop>>;
beforeAll(async () => {
  shop = await createShop(db);
});

async function happenedAt(moments: Date[]): Promise<void> {
  await db.checkout.deleteMany({ where: { shopId: shop.id } });
  await db.order.deleteMany({ where: { shopId: shop.id } });
  await db.send.deleteMany({ where: { shopId: shop.id } });
  for (const at of moments) {
    const checkout = await createAbandonedCheckout(db, shop, { shopifyCreatedAt: at });
    await createSend(db, {
      shopId: shop.id,
      subjectId: checkout.id,
      state: "accepted",
      dueAt: at,
      acceptedAt: at,
    });
    await db.order.create({
      data: {
        shopId: shop.id,
        shopifyGid: `gid://shopify/Order/${randomUUID()}`,
        checkoutToken: checkout.token,
        totalPrice: 100,
        shopifyCreatedAt: at,
      },
    });
  }
}

/** Each thing that happened stands on the day of the shop's wall on which it happened, and on no other. */
async function holdDays(timeZone: string, now: Date, shares: number[]): Promise<void> {
  const range = resultsRange({ days: 7, now, timeZone });
  const [from, until] = [range.from.getTime(), range.until.getTime()];
  const within = shares.map((share) => from + Math.floor(share * (until - from)));
  const moments = [from, until - 1, ...within].map((ms) => new Date(ms));
  await happenedAt([...moments, new Date(from - 1), range.until]);

  const rule = await readResultsRule({ db, shopId: shop.id });
  const { days, totals } = await readResults({ db, shop, range, rule });
  const expected = range.days.map((day) => {
    const count = moments.filter((at) => onTheWall(at, timeZone).day === day).length;
    return { day, checkouts: count, sends: count, taps: 0, recovered: count, revenue: count * 100 };
  });
  expect(days).toEqual(expected);
  expect(totals).toMatchObject({ checkouts: moments.length, recovered: moments.length });
}

test("the days of the results add up in every zone: nothing is lost between them or counted twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      zone,
      moment,
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 6 }),
      holdDays,
    ),
    { numRuns: 25 },
  );
});

test.each([
  ["America/Edmonton", "2026-11-06T12:00:00Z"],
  ["Africa/Casablanca", "2026-12-31T12:00:00Z"],
  ["Africa/Cairo", "2026-04-25T12:00:00Z"],
  ["America/Asuncion", "2024-03-25T12:00:00Z"],
])("in %s, whose rules PostgreSQL may know otherwise than Node, too", async (timeZone, now) => {
  await holdDays(timeZone, new Date(now), [0.05, 0.137, 0.142, 0.145, 0.285, 0.55, 0.858]);
});
