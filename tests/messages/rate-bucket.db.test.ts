import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createRateBucket } from "#app/messages/rate-bucket.server.ts";
import { db, pool } from "#app/platform/database.server.ts";

/** The moment by which a bucket lets each of so many pushes go, in milliseconds of a clock that stands. */
async function take(
  count: number,
  buckets: ReturnType<typeof createRateBucket>[],
  channelId: string,
) {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, n) => buckets[n % buckets.length]!.take(channelId)),
  );
  return performance.now() - began;
}

const at = new Date("2026-11-22T03:00:00Z");
const tokensOf = async (channelId: string) =>
  (await db.rateBucket.findFirstOrThrow({ where: { channelId } })).tokens;

test("a channel's pushes of two workers together keep LINE's rate, and other channels are not held up", async () => {
  const buckets = [1, 2].map(() =>
    createRateBucket({ pool, endpoint: "push", realTime: () => at }),
  );
  const [busy, quiet] = [randomUUID(), randomUUID()];
  const order: string[] = [];
  const [crowdMs] = await Promise.all([
    take(1_400, buckets, busy).finally(() => order.push("busy")),
    take(10, buckets, quiet).finally(() => order.push("quiet")),
  ]);
  expect(order).toEqual(["quiet", "busy"]);
  // A thousand may go at once; the 400 beyond take a fifth of a second at 2,000 a second.
  expect(crowdMs).toBeGreaterThan(190);
  expect(await tokensOf(busy)).toBe(-400);
  expect(await tokensOf(quiet)).toBe(990);
});

test("a bucket fills up with real time, to its brim and no further", async () => {
  let now = at;
  const bucket = createRateBucket({ pool, endpoint: "push", realTime: () => now });
  const channelId = randomUUID();
  await take(600, [bucket], channelId);
  now = new Date(at.getTime() + 100);
  await bucket.take(channelId);
  expect(await tokensOf(channelId)).toBe(599);
  now = new Date(at.getTime() + 60_000);
  await bucket.take(channelId);
  expect(await tokensOf(channelId)).toBe(999);
  // Another worker's clock may be behind.
  now = at;
  await bucket.take(channelId);
  expect(await tokensOf(channelId)).toBe(998);
});

test("after LINE limited a channel nothing of it goes for a second", async () => {
  let now = at;
  const bucket = createRateBucket({ pool, endpoint: "push", realTime: () => now });
  const channelId = randomUUID();
  await bucket.take(channelId);
  // The second begins when LINE said so, and not when the last push was allowed.
  now = new Date(at.getTime() + 5_000);
  await bucket.drain(channelId);
  await bucket.drain(channelId);
  expect(await tokensOf(channelId)).toBe(-2_000);
  now = new Date(at.getTime() + 6_001);
  await bucket.take(channelId);
  expect(await tokensOf(channelId)).toBeCloseTo(1, 5);
});
