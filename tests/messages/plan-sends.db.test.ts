import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { planSends, SENDS_PLANNED, type PlannedSend } from "#app/messages/plan-sends.server.ts";
import { stopSends } from "#app/messages/stop-sends.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-22T03:00:00Z");
const inAnHour = new Date("2026-11-22T04:00:00Z");
const tomorrow = new Date("2026-11-23T03:00:00Z");

function plannedSend(overrides: Partial<PlannedSend> & { shopId: string }): PlannedSend {
  const subjectId = randomUUID();
  const partId = randomUUID();
  return {
    kind: "recovery",
    cause: `recovery:${subjectId}:${partId}`,
    subjectId,
    partId,
    dueAt: inAnHour,
    validUntil: tomorrow,
    createdAt: now,
    ...overrides,
  };
}

test("planning the same cause twice plans it once, and leaves what became of the first alone", async () => {
  const shop = await createShop(db);
  const send = plannedSend({ shopId: shop.id });
  expect(await planSends({ db, sends: [send] })).toBe(1);
  await db.send.updateMany({ where: { shopId: shop.id }, data: { state: "accepted" } });

  expect(await planSends({ db, sends: [{ ...send, dueAt: tomorrow }] })).toBe(0);
  expect(await db.send.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { cause: send.cause, state: "accepted", dueAt: inAnHour },
  ]);
});

test("the same cause in one batch plans once, and in two shops plans for each", async () => {
  const [here, there] = [await createShop(db), await createShop(db)];
  const send = plannedSend({ shopId: here.id });
  expect(await planSends({ db, sends: [send, send, { ...send, shopId: there.id }] })).toBe(2);
});

test("what is known never to go is planned as settled, with its reason", async () => {
  const shop = await createShop(db);
  await planSends({
    db,
    sends: [
      plannedSend({ shopId: shop.id, state: "expired", reason: "switched_off" }),
      plannedSend({ shopId: shop.id }),
    ],
  });
  const sends = await db.send.findMany({ where: { shopId: shop.id }, orderBy: { state: "asc" } });
  expect(sends).toMatchObject([
    { state: "expired", reason: "switched_off", settledAt: now },
    { state: "planned", reason: null, settledAt: null, nextAt: inAnHour },
  ]);
});

test("the dispatcher is woken for what is due at once, and left alone otherwise", async () => {
  const shop = await createShop(db);
  const listener = await pool.connect();
  try {
    let wakeUps = 0;
    listener.on("notification", () => (wakeUps += 1));
    await listener.query(`LISTEN ${SENDS_PLANNED}`);
    await planSends({ db, sends: [plannedSend({ shopId: shop.id })] });
    await listener.query("SELECT 1");
    expect(wakeUps).toBe(0);
    await planSends({ db, sends: [plannedSend({ shopId: shop.id, dueAt: now })] });
    await expect.poll(() => wakeUps).toBe(1);
  } finally {
    listener.release(true);
  }
});

test("stopping ends what waits and what is being prepared, and leaves what may have reached LINE", async () => {
  const shop = await createShop(db);
  const subjectId = randomUUID();
  const attempt = await db.sendAttempt.create({
    data: {
      id: randomUUID(),
      shopId: shop.id,
      channelId: randomUUID(),
      endpoint: "push",
      retryKey: randomUUID(),
      createdAt: now,
    },
  });
  const of = (overrides: object) => createSend(db, { shopId: shop.id, subjectId, ...overrides });
  const [planned, held, preparing, stored, accepted] = [
    await of({}),
    await of({ state: "held", reason: "quiet_time" }),
    await of({ state: "dispatching", leasedBy: "a worker", leasedUntil: tomorrow }),
    await of({ state: "dispatching", attemptId: attempt.id }),
    await of({ state: "accepted" }),
  ];
  const options = { db, shopId: shop.id, kind: "recovery", subjectIds: [subjectId], now };
  expect(await stopSends({ ...options, reason: "ordered" })).toBe(3);

  const states = await db.send.findMany({ where: { shopId: shop.id } });
  const stateOf = (id: string) => states.find((send) => send.id === id);
  for (const { id } of [planned, held, preparing]) {
    expect(stateOf(id)).toMatchObject({ state: "skipped", reason: "ordered", settledAt: now });
  }
  expect(stateOf(stored.id)).toMatchObject({ state: "dispatching" });
  expect(stateOf(accepted.id)).toMatchObject({ state: "accepted" });
  expect(await stopSends({ ...options, reason: "deleted" })).toBe(0);
});

test("stopping reaches only the shop, the kind, the subjects and the parts that it names", async () => {
  const [shop, other] = [await createShop(db), await createShop(db)];
  const subjectId = randomUUID();
  const partId = randomUUID();
  const wanted = await createSend(db, { shopId: shop.id, subjectId, partId });
  await createSend(db, { shopId: shop.id, subjectId });
  await createSend(db, { shopId: shop.id, partId });
  await createSend(db, { shopId: shop.id, subjectId, partId, kind: "broadcast" });
  await createSend(db, { shopId: other.id, subjectId, partId });

  await stopSends({
    db,
    shopId: shop.id,
    kind: "recovery",
    subjectIds: [subjectId],
    partIds: [partId],
    state: "superseded",
    reason: "newer_checkout",
    now,
  });
  expect(await db.send.findMany({ where: { state: "superseded" } })).toMatchObject([
    { id: wanted.id, reason: "newer_checkout" },
  ]);
});
