import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { refreshDueQuotas } from "#app/channels/refresh-quota.server.ts";
import { claimDueSweeps } from "#app/checkouts/claim-due-sweeps.server.ts";
import { cacheCredentials } from "#app/messages/credentials-cache.ts";
import { claimSends } from "#app/messages/claim-sends.server.ts";
import { createLeases } from "#app/messages/leases.server.ts";
import { createRateBucket } from "#app/messages/rate-bucket.server.ts";
import { takeOverSends } from "#app/messages/take-over-sends.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

// A machine that wakes up, a virtual machine that is moved, a wrong time server: clocks are turned back.
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = new Date("2026-11-22T03:00:00Z");
const after = (ms: number, at = NOON) => new Date(at.getTime() + ms);

beforeEach(() => db.shop.deleteMany());

test("a bucket holds no more than its brim and makes nobody wait for a clock that was turned back", async () => {
  const step = fc.record({
    // Between two takes: mostly time passes; sometimes the clock is turned, back or forth.
    turnMs: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(-DAY, -HOUR, -61 * SECOND, -SECOND, HOUR, DAY) },
    ),
    passMs: fc.integer({ min: 0, max: 3_000 }),
    takes: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const channelId = randomUUID();
      let now = NOON;
      const bucket = createRateBucket({ pool, endpoint: "push", realTime: () => now });
      const tokens = async () =>
        (await db.rateBucket.findFirstOrThrow({ where: { channelId } })).tokens;
      for (const { turnMs, passMs, takes } of steps) {
        now = after(turnMs + passMs, now);
        await Promise.all(Array.from({ length: takes }, () => bucket.take(channelId)));
        expect(await tokens()).toBeLessThan(1_000);
      }
      // Two seconds of rest fill it up, whatever the clock did before: one take to see the clock, one to be filled.
      now = after(2 * SECOND, now);
      await bucket.take(channelId);
      now = after(2 * SECOND, now);
      await bucket.take(channelId);
      // A minute back at most is taken for another worker's clock.
      if (steps.every(({ turnMs }) => turnMs !== -SECOND && turnMs !== -61 * SECOND)) {
        expect(await tokens()).toBe(999);
      }
      expect(await tokens()).toBeGreaterThan(900);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["an hour", HOUR],
  ["a day", DAY],
])(
  "what a worker held that died before the clock was turned back by %s is taken over",
  async (_, jump) => {
    const shop = await createShop(db);
    const send = await createSend(db, { shopId: shop.id, dueAt: NOON });
    const dead = createLeases({ pool, leaseMs: 30 * SECOND, realTime: () => NOON });
    const [shopIds, limit] = [[shop.id], 10];
    await claimSends({
      pool,
      shopIds,
      perShop: 10,
      limit,
      leasedBy: dead.leasedBy,
      leasedUntil: dead.newEnd(),
      now: NOON,
    });
    const takeOver = (realNow: Date) =>
      takeOverSends({
        pool,
        limit,
        inHand: [],
        leasedBy: "b",
        leasedUntil: after(30 * SECOND, realNow),
        realNow,
      });
    const state = async () => (await db.send.findUniqueOrThrow({ where: { id: send.id } })).state;
    // Half a minute is no turned clock: the lease is respected.
    await takeOver(NOON);
    expect(await state()).toBe("dispatching");
    await takeOver(after(-jump));
    expect(await state()).toBe("planned");
  },
);

test("a worker that lives on through a turned clock holds what it holds, and for no longer than a lease", async () => {
  const shop = await createShop(db);
  const send = await createSend(db, { shopId: shop.id, dueAt: NOON });
  let now = NOON;
  const leases = createLeases({ pool, leaseMs: 30 * SECOND, realTime: () => now });
  const leasedUntil = leases.newEnd();
  const { sends } = await claimSends({
    pool,
    shopIds: [shop.id],
    perShop: 10,
    limit: 10,
    leasedBy: leases.leasedBy,
    leasedUntil,
    now,
  });
  leases.hold(sends[0]!.id, leasedUntil);
  now = after(-DAY);
  expect(leases.isHeld(send.id)).toBe(true);
  await leases.renew();
  expect(await db.send.findUnique({ where: { id: send.id } })).toMatchObject({
    leasedUntil: after(30 * SECOND, now),
  });
  now = after(31 * SECOND, now);
  expect(leases.isHeld(send.id)).toBe(false);
});

test("credentials that were read before the clock was turned back are read again", async () => {
  let now = NOON;
  let reads = 0;
  const credentials = cacheCredentials(
    async () => {
      reads += 1;
      return null;
    },
    () => now,
  );
  await credentials.read("shop");
  await credentials.read("shop");
  expect(reads).toBe(1);
  now = after(-DAY);
  await credentials.read("shop");
  expect(reads).toBe(2);
});

test("quotas and abandoned checkouts are looked at again at once when the clock was turned back", async () => {
  const shop = await createShop(db);
  await createChannel(db, shop, { quotaAskedAt: NOON });
  expect(await refreshDueQuotas({ db, now: after(SECOND) })).toBe(0);
  expect(await refreshDueQuotas({ db, now: after(-DAY) })).toBe(1);

  expect(await claimDueSweeps({ db, now: NOON })).toBe(1);
  expect(await claimDueSweeps({ db, now: after(SECOND) })).toBe(0);
  expect(await claimDueSweeps({ db, now: after(-DAY) })).toBe(1);
  expect(await claimDueSweeps({ db, now: after(-DAY + SECOND) })).toBe(0);
});
