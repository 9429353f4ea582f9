import { expect, test } from "vitest";
import { countLinkStep } from "#app/linking/count-link-step.server.ts";
import { countOffer, offersCounted } from "#app/linking/count-offer.server.ts";
import { stepsByDay, sumSteps } from "#app/linking/link-funnel.ts";
import { readLinkFunnel } from "#app/linking/read-link-funnel.server.ts";
import { db } from "#app/platform/database.server.ts";
import { createShop } from "#tests/factories/shop.ts";

/** Noon in Tokyo. */
const now = new Date("2026-11-22T03:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test("steps are counted by way and by the days of the shop's zone, today with them, and no older", async () => {
  const shop = await createShop(db, { timeZone: "Asia/Tokyo" });
  const other = await createShop(db, {});
  const count = (step: "offered" | "started" | "linked", at: Date, times = 1) =>
    countLinkStep({ db, shopId: shop.id, method: "form", step, times, now: at });
  await count("offered", now, 5);
  // Still the evening before in UTC, already the 22nd in Tokyo.
  await count("started", new Date("2026-11-21T15:30:00Z"), 3);
  await count("linked", daysAgo(6), 2);
  await count("linked", daysAgo(7), 100);
  await countLinkStep({ db, shopId: shop.id, method: "storefront", step: "offered", now });
  await countLinkStep({ db, shopId: other.id, method: "form", step: "offered", now });

  const funnel = await readLinkFunnel({ db, shop, days: 7, now });
  expect([funnel.days.length, funnel.days[0], funnel.days.at(-1)]).toEqual([
    7,
    "2026-11-16",
    "2026-11-22",
  ]);
  expect(sumSteps(funnel.counts)).toEqual({
    offered: 6,
    started: 3,
    proved: 0,
    linked: 2,
    refused: 0,
  });
  const byDay = stepsByDay(funnel, "form");
  expect(byDay[0]).toMatchObject({ day: "2026-11-16", linked: 2 });
  expect(byDay.at(-1)).toMatchObject({ day: "2026-11-22", offered: 5, started: 3 });
});

test("offers of many page views are counted all, by a few statements, without a view waiting for it", async () => {
  const shop = await createShop(db, {});
  for (let view = 0; view < 500; view++) {
    countOffer({ db, shopId: shop.id, method: "storefront", now: () => now });
  }
  expect(await db.linkStep.count({ where: { shopId: shop.id } })).toBe(0);
  await offersCounted();
  expect(await db.linkStep.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { method: "storefront", step: "offered", count: 500 },
  ]);
});
