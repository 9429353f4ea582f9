import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGroupCommit } from "#app/intake/group-commit.server.ts";
import { laneOf } from "#app/intake/event-names.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { startIntakeWorker } from "#app/worker/work-intake.server.ts";
import { workLane } from "#app/worker/work-lane.server.ts";
import type { WaitingEvent, Work } from "#app/worker/work.ts";
import { createShop } from "#tests/factories/shop.ts";

const commits = createGroupCommit({ pool });
beforeEach(() => db.webhookEvent.deleteMany());
afterEach(() => void vi.useRealTimers());

/** Events whose topic is their kind; `alone` has none. */
async function store(...events: { topic: string; key?: string; lane?: number; body?: object }[]) {
  await commits.store(
    events.map(({ topic, key = randomUUID(), lane = 1, body = {} }) => ({
      source: "shopify",
      shopId: null,
      shopDomain: "somebody.myshopify.com",
      channelId: null,
      key,
      topic,
      lane,
      body: JSON.stringify(body),
      occurredAt: null,
    })),
  );
}

type Effect = (options: { db: Db; event: WaitingEvent }) => Promise<unknown>;

/** Work that notes what was handed over together, and has an effect for each event. */
function noteTo(seen: string[][], effect: Effect = () => Promise.resolve()): Work {
  return {
    kindOf: ({ topic }) => (topic === "alone" ? null : topic),
    async work({ db: tx, events }) {
      seen.push(events.map(({ key }) => key));
      for (const event of events) await effect({ db: tx, event });
      return events.map(() => "done");
    },
  };
}

const workBatch = (work: Work, after = -1) =>
  workLane({ db, work, after, isStopping: () => false });
const eventOf = (key: string) => db.webhookEvent.findUniqueOrThrow({ where: { key } });
const waiting = () => db.webhookEvent.count({ where: { processedAt: null } });

test("events of one kind are handed over together in their order, and one that comes alone keeps its place among them", async () => {
  const topics = ["tea", "rice", "tea", "alone", "tea", "rice", "alone", "tea"];
  await store(...topics.map((topic, index) => ({ topic, key: `${topic} ${index}` })));
  const seen: string[][] = [];
  await workBatch(noteTo(seen));
  expect(seen).toEqual([
    ["tea 0", "tea 2"],
    ["rice 1"],
    ["alone 3"],
    ["tea 4"],
    ["rice 5"],
    ["alone 6"],
    ["tea 7"],
  ]);
  expect(await waiting()).toBe(0);
});

test("an event that fails among others is undone alone and tried again alone, and the others are done", async () => {
  const keys = ["a", "b", "bad", "c"];
  await store(...keys.map((key) => ({ topic: "tea", key })));
  const seen: string[][] = [];
  const makeShop: Effect = async ({ db: tx, event }) => {
    await createShop(tx, { name: event.key });
    if (event.key === "bad") await tx.$executeRaw`SELECT 1 / 0`;
  };
  await workBatch(noteTo(seen, makeShop));
  expect(seen).toEqual([keys, ["a"], ["b"], ["bad"], ["c"]]);
  const made = await db.shop.findMany({ where: { name: { in: keys } }, orderBy: { name: "asc" } });
  expect(made.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(await eventOf("bad")).toMatchObject({ processedAt: null, attempts: 1 });
  expect(await eventOf("c")).toMatchObject({ outcome: "done", body: null, attempts: 0 });

  await db.webhookEvent.updateMany({ data: { nextAttemptAt: null } });
  await store({ topic: "tea", key: "later" });
  await workBatch(noteTo(seen, makeShop));
  expect(await eventOf("bad")).toMatchObject({ processedAt: null, attempts: 2 });
  expect(await eventOf("later")).toMatchObject({ outcome: "done" });
});

test("a deadlock is no event's fault: one batch is rolled back whole, nothing is counted, and it is worked again", async () => {
  const [one, other] = [await createShop(db), await createShop(db)];
  await store(
    { topic: "tea", lane: 1, body: [one.id, other.id] },
    { topic: "tea", lane: 2, body: [other.id, one.id] },
  );
  const bothHoldTheFirst = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let begun = 0;
  const crosswise: Effect = async ({ db: tx, event }) => {
    const [first, second] = JSON.parse(event.body) as string[];
    const rename = (id?: string) =>
      tx.$executeRaw`UPDATE shop SET name = name || '!' WHERE id = ${id}::uuid`;
    await rename(first);
    bothHoldTheFirst[begun++]?.resolve();
    await Promise.all(bothHoldTheFirst.map(({ promise }) => promise));
    await rename(second);
  };
  const work = noteTo([], crosswise);
  const settled = await Promise.allSettled([workBatch(work), workBatch(work)]);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await waiting()).toBe(1);
  expect(await db.webhookEvent.count({ where: { attempts: { gt: 0 } } })).toBe(0);
  await workBatch(work);
  expect(await waiting()).toBe(0);
  const names = await db.shop.findMany({ where: { id: { in: [one.id, other.id] } } });
  expect(names.map(({ name }) => name)).toEqual(["結び商店!!", "結び商店!!"]);
});

test("a batch whose turn is over begins nothing more, and what is left comes in the next", async () => {
  await store(...["a", "b", "c"].map((key) => ({ topic: "alone", key })));
  vi.useFakeTimers({ toFake: ["performance"] });
  const seen: string[][] = [];
  const slow = noteTo(seen, async () => void vi.advanceTimersByTime(600));
  expect(await workBatch(slow)).toBe(1);
  expect(seen).toEqual([["a"], ["b"]]);
  expect(await waiting()).toBe(1);
  expect(await workBatch(slow)).toBe(1);
  expect(await waiting()).toBe(0);
});

test("one shop's flood keeps another shop's event waiting for one batch, not for its end", async () => {
  const flood = Array.from({ length: 600 }, (_, index) => ({
    topic: "tea",
    key: `flood ${index}`,
  }));
  await store(...flood, { topic: "tea", key: "other shop", lane: 7 });
  let lane: number | null = -1;
  const seen: string[][] = [];
  while ((await eventOf("other shop")).processedAt === null)
    lane = await workBatch(noteTo(seen), lane ?? -1);
  expect(seen.map((keys) => keys.length)).toEqual([250, 1]);
  expect(await waiting()).toBe(350);
});

test("a thousand shops spread over the lanes", () => {
  const lanes = Map.groupBy(
    Array.from({ length: 1000 }, (_, index) => laneOf(`shop-${index}.myshopify.com`)),
    (lane) => lane,
  );
  expect(Math.max(...[...lanes.values()].map((shops) => shops.length))).toBeLessThan(15);
  expect(lanes.size).toBeGreaterThan(240);
});

test("three workers at once, each killed in turn within a batch, work every event once", async () => {
  const keys = Array.from({ length: 400 }, (_, index) => `event ${index}`);
  await store(...keys.map((key, index) => ({ topic: "tea", key, lane: index % 5 })));
  const shop = await createShop(db, { name: "" });
  let deaths = 3;
  const mortal = noteTo([], async ({ db: tx, event }) => {
    await tx.auditEntry.create({
      data: {
        shopId: shop.id,
        actor: "test",
        action: "worked",
        subject: event.key,
        createdAt: new Date(),
      },
    });
    // The connection dies, as when the process is killed.
    if (event.key.endsWith("99") && deaths-- > 0)
      await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  });
  const workers = await Promise.all(
    [1, 2, 3].map(() => startIntakeWorker({ pool, db, work: mortal, concurrency: 1 })),
  );
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 15_000, interval: 50 });
  await Promise.all(workers.map((worker) => worker.stop()));
  const worked = await db.auditEntry.findMany({ where: { shopId: shop.id } });
  expect(worked.map(({ subject }) => subject).toSorted()).toEqual(keys.toSorted());
  expect(await db.webhookEvent.count({ where: { attempts: { gt: 0 } } })).toBe(0);
  expect(deaths).toBeLessThan(1);
});
