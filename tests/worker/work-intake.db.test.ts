import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WebhookEvent } from "@prisma/client";
import { createGroupCommit } from "#app/intake/group-commit.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { log } from "#app/platform/log.server.ts";
import { deleteOldEvents, startIntakeWorker } from "#app/worker/work-intake.server.ts";
import { workLane } from "#app/worker/work-lane.server.ts";
import type { WaitingEvent, Work } from "#app/worker/work.ts";
import type { Db } from "#app/platform/db.server.ts";
import { createShop } from "#tests/factories/shop.ts";

const commits = createGroupCommit({ pool });
const stops: (() => Promise<void>)[] = [];
beforeEach(() => db.webhookEvent.deleteMany());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function store(...events: { lane?: number; key?: string; body?: string }[]) {
  await commits.store(
    events.map(({ lane = 1, key = randomUUID(), body = "{}" }) => ({
      source: "shopify",
      shopId: null,
      shopDomain: "somebody.myshopify.com",
      channelId: null,
      key,
      topic: "test",
      lane,
      body,
      occurredAt: null,
    })),
  );
}

type WorkOnEvent = (options: { db: Db; event: WaitingEvent }) => Promise<string>;
/** Every event alone. */
const alone = (work: WorkOnEvent): Work => ({
  kindOf: () => null,
  work: async ({ db, events }) => [await work({ db, event: events[0]! })],
});

async function start(work: WorkOnEvent) {
  const worker = await startIntakeWorker({ pool, db, work: alone(work) });
  stops.push(() => worker.stop());
  return worker;
}

const workBatch = (work: Work) => workLane({ db, work, after: -1, isStopping: () => false });
const oneBatch = (work: WorkOnEvent) => workBatch(alone(work));
const waiting = () => db.webhookEvent.count({ where: { processedAt: null } });
/** The key says which test event it is. */
const note =
  (seen: string[]): WorkOnEvent =>
  async ({ event }) => {
    seen.push(event.key);
    return "done";
  };

test("a stored event is worked on at once, its outcome noted and its body forgotten", async () => {
  const seen: string[] = [];
  await start(note(seen));
  await store({ key: "a", body: '{"email":"hanako@example.jp"}' });
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { interval: 5 });
  expect(seen).toEqual(["a"]);
  expect(await db.webhookEvent.findFirst()).toMatchObject({
    outcome: "done",
    body: null,
    attempts: 0,
  });
});

test("events of one lane are worked in the order in which they were stored, each once, by several workers at once", async () => {
  const seen: string[] = [];
  await Promise.all([start(note(seen)), start(note(seen)), start(note(seen))]);
  const keys = Array.from(
    { length: 120 },
    (_, index) => `${index % 4} ${String(index).padStart(3, "0")}`,
  );
  for (const key of keys) await store({ key, lane: Number(key[0]) });
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 10_000, interval: 20 });
  expect(seen.toSorted()).toEqual(keys.toSorted());
  for (const lane of ["0", "1", "2", "3"]) {
    const ofLane = seen.filter((key) => key.startsWith(lane));
    expect(ofLane).toEqual(ofLane.toSorted());
  }
});

test("a lane that is being worked on is left alone, while others go on", async () => {
  await store({ key: "held", lane: 1 }, { key: "free", lane: 2 });
  const seen: string[] = [];
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT lane FROM intake_lane WHERE lane = 1 FOR UPDATE`;
    expect(await oneBatch(note(seen))).toBe(2);
    expect(await oneBatch(note(seen))).toBeNull();
  });
  expect(seen).toEqual(["free"]);
  expect(await oneBatch(note(seen))).toBe(1);
});

test("what an event did before it failed is undone, tried again later, and the rest of its lane goes on", async () => {
  await store({ key: "bad" }, { key: "good" });
  const shops = await db.shop.count();
  await oneBatch(async ({ db: tx, event }) => {
    await createShop(tx);
    if (event.key === "bad") throw new TypeError("hanako@example.jp is in the way");
    return "done";
  });
  expect(await db.shop.count()).toBe(shops + 1);
  expect(await db.webhookEvent.findUnique({ where: { key: "good" } })).toMatchObject({
    outcome: "done",
  });
  const bad = await db.webhookEvent.findUniqueOrThrow({ where: { key: "bad" } });
  expect(bad).toMatchObject({
    processedAt: null,
    attempts: 1,
    outcome: "failed: TypeError",
    body: "{}",
  });
  expect(bad.nextAttemptAt!.getTime()).toBeGreaterThan(Date.now());
});

test("an event whose SQL failed does not take the others with it", async () => {
  await store({ key: "bad" }, { key: "good" });
  await oneBatch(async ({ db: tx, event }) => {
    if (event.key === "bad") await tx.$executeRaw`SELECT 1 / 0`;
    return "done";
  });
  expect(await db.webhookEvent.findUnique({ where: { key: "good" } })).toMatchObject({
    outcome: "done",
  });
  expect(await db.webhookEvent.findUnique({ where: { key: "bad" } })).toMatchObject({
    attempts: 1,
  });
});

test("after eight tries an event is set aside with the reason, told to the operator, and its body kept", async () => {
  const told = vi.spyOn(log, "error");
  await store({ key: "bad" });
  const pauses: number[] = [];
  for (let tries = 0; tries < 8; tries++) {
    await db.webhookEvent.updateMany({ data: { nextAttemptAt: null } });
    expect(await oneBatch(() => Promise.reject(new RangeError("no")))).toBe(1);
    const { nextAttemptAt } = await db.webhookEvent.findFirstOrThrow();
    pauses.push(Math.round((nextAttemptAt!.getTime() - Date.now()) / 1000));
  }
  expect(pauses.slice(0, 3)).toEqual([5, 15, 45]);
  const event: WebhookEvent = await db.webhookEvent.findFirstOrThrow();
  expect(event).toMatchObject({ attempts: 8, outcome: "failed: RangeError", body: "{}" });
  expect(event.processedAt).not.toBeNull();
  expect(told.mock.calls.map(([, message]) => message).slice(-2)).toEqual([
    "A webhook event failed and will be tried again",
    "A webhook event failed for the last time and is set aside for the operator",
  ]);
  await db.webhookEvent.updateMany({ data: { nextAttemptAt: null } });
  expect(await oneBatch(() => Promise.resolve("again"))).toBeNull();
});

test("a batch that breaks off before its commit leaves no effect, and is worked again", async () => {
  await store({ key: "a" });
  const shops = await db.shop.count();
  const breakOff: WorkOnEvent = async ({ db: tx }) => {
    await createShop(tx);
    // The connection dies, as when the process is killed.
    await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`.catch(() => undefined);
    return "never";
  };
  await expect(oneBatch(breakOff)).rejects.toThrow();
  expect(await db.shop.count()).toBe(shops);
  expect(await waiting()).toBe(1);
  const seen: string[] = [];
  await oneBatch(note(seen));
  expect(seen).toEqual(["a"]);
});

test("stopping finishes the event in hand, and leaves the rest to the next start", async () => {
  await store(...Array.from({ length: 10 }, (_, index) => ({ key: `k${index}` })));
  const seen: string[] = [];
  const inHand = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const worker = await start(async ({ event }) => {
    inHand.resolve();
    await finish.promise;
    seen.push(event.key);
    return "done";
  });
  await inHand.promise;
  const stopped = worker.stop();
  finish.resolve();
  await stopped;
  expect(seen).toEqual(["k0"]);
  expect(await waiting()).toBe(9);
});

test("a worker that lost its call listens again and finds what came meanwhile", async () => {
  const seen: string[] = [];
  await start(note(seen));
  const listeners =
    "SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN intake' AND datname = current_database()";
  await vi.waitFor(async () => expect((await pool.query(listeners)).rows).not.toHaveLength(0));
  await pool.query(`SELECT pg_terminate_backend(pid) FROM (${listeners}) AS listening`);
  await store({ key: "meanwhile" });
  await vi.waitFor(() => expect(seen).toEqual(["meanwhile"]), { timeout: 5_000 });
  await vi.waitFor(async () => expect((await pool.query(listeners)).rows).not.toHaveLength(0), {
    timeout: 5_000,
  });
});

test("events are deleted seven days after they came, worked on or not", async () => {
  await store({ key: "old" }, { key: "young" });
  const now = new Date("2026-11-22T03:00:00Z");
  const received = (key: string, receivedAt: string) =>
    db.webhookEvent.update({ where: { key }, data: { receivedAt: new Date(receivedAt) } });
  await received("old", "2026-11-15T02:59:59Z");
  await received("young", "2026-11-15T03:00:01Z");
  expect(await deleteOldEvents({ db, now })).toBe(1);
  expect(await db.webhookEvent.findMany()).toMatchObject([{ key: "young" }]);
});

test("an event that is deleted by the one before it does not hold up its lane", async () => {
  await store({ key: "redacts" }, { key: "gone" }, { key: "gone too" }, { key: "next" });
  await oneBatch(async ({ db: tx, event }) => {
    if (event.key === "redacts") {
      await tx.webhookEvent.deleteMany({ where: { key: { startsWith: "gone" } } });
    }
    if (event.key === "gone too") throw new Error("nothing is there any more");
    return "done";
  });
  expect(await db.webhookEvent.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { key: "redacts", outcome: "done" },
    { key: "next", outcome: "done" },
  ]);
});

test("an event that failed before the clock was turned back by a day is tried again now, not a day late", async () => {
  await store({ key: "turned" });
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
  await db.webhookEvent.updateMany({ data: { attempts: 1, nextAttemptAt: tomorrow } });
  expect(await oneBatch(async () => "done")).not.toBeNull();
  expect(await waiting()).toBe(0);
  // What was put off by an hour, as a fourth failure is, waits.
  await store({ key: "put off" });
  const soon = new Date(Date.now() + 60 * 60 * 1000);
  await db.webhookEvent.updateMany({
    where: { key: "put off" },
    data: { attempts: 7, nextAttemptAt: soon },
  });
  expect(await oneBatch(async () => "done")).toBeNull();
});
