import type { Send } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createLedgerWorld, type ShopOnLine } from "./ledger-world.ts";

const world = await createLedgerWorld();
const { db, pool } = world;
const { releaseSends } = await import("#app/messages/release-sends.server.ts");
const { dropSends } = await import("#app/messages/drop-sends.server.ts");
const { restoreSends } = await import("#app/messages/restore-sends.server.ts");
const { allowedHandlings, HANDLINGS, DROPPED_REASONS } = await import("#app/messages/trouble.ts");
const { SEND_STATES } = await import("#app/messages/send.ts");
const { storeAttempts } = await import("#app/messages/store-attempts.server.ts");
const { settleSends } = await import("#app/messages/settle-sends.server.ts");

afterAll(() => world.close());

let at: ShopOnLine;
let elsewhere: ShopOnLine;
beforeAll(async () => {
  elsewhere = await world.shopOnLine();
});
beforeEach(async () => {
  at = await world.shopOnLine();
  world.forgetRequests();
});

const HANDLE = { release: releaseSends, drop: dropSends, restore: restoreSends };
const STAFF = "staff:42";

const handle = (how: keyof typeof HANDLE, sends: Pick<Send, "id">[], shop = at.shop) =>
  HANDLE[how]({
    db,
    shopId: shop.id,
    sendIds: sends.map(({ id }) => id),
    actor: STAFF,
    now: world.now(),
  });

const hold = (overrides: object = {}) =>
  world.send(at, {
    state: "held",
    reason: "outside_hours",
    nextAt: new Date("2026-11-22T23:00:00Z"),
    ...overrides,
  });

/** A send that LINE took without its answer coming back, and whose retry key LINE has forgotten. */
async function loseTrack(): Promise<Send> {
  const send = await world.send(at, { state: "dispatching", leasedBy: "gone" });
  const attempts = await storeAttempts({
    pool,
    attempts: [
      {
        sendId: send.id,
        friendId: at.friend.id,
        channelId: at.channel.id,
        body: Buffer.from("{}"),
      },
    ],
    leasedBy: "gone",
    now: world.now(),
    realNow: world.realNow(),
  });
  const { settlementOfUnknown } = await import("#app/messages/settlement.ts");
  await settleSends({
    pool,
    settlements: [
      settlementOfUnknown(send.id, attempts.get(send.id)?.id ?? "", "line_unreachable"),
    ],
    leasedBy: "gone",
    now: world.now(),
  });
  return db.send.findUniqueOrThrow({ where: { id: send.id } });
}

const audits = (send: Pick<Send, "id">) =>
  db.auditEntry.findMany({
    where: { shopId: at.shop.id, subject: send.id },
    orderBy: { createdAt: "asc" },
    select: { actor: true, action: true },
  });

test("a held send that is released goes at once, and who released it is noted", async () => {
  const send = await hold();
  expect(await handle("release", [send])).toEqual([send.id]);
  await world.dispatcher().runOnce();
  expect(await world.read(send)).toMatchObject({ state: "accepted" });
  expect(world.phone(at)).toEqual([send.cause]);
  expect(await audits(send)).toEqual([{ actor: STAFF, action: "send.released" }]);
});

test("a released send takes the usual checks: who opted out meanwhile gets nothing, a spent quota holds it again", async () => {
  const [optedOut, unpaid] = [await hold(), await hold()];
  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "blocked" } });
  await handle("release", [optedOut]);
  await world.dispatcher().runOnce();
  expect(await world.read(optedOut)).toMatchObject({ state: "skipped", reason: "blocked" });

  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "following" } });
  await db.channel.update({
    where: { id: at.channel.id },
    data: { quotaSpentSince: world.now() },
  });
  await handle("release", [unpaid]);
  await world.dispatcher().runOnce();
  expect(await world.read(unpaid)).toMatchObject({ state: "held", reason: "quota" });
  expect(world.phone(at)).toEqual([]);
});

test("an unknown send goes anew with a new key and a day's validity, and its old attempt is kept without its bytes", async () => {
  const send = await loseTrack();
  const before = await world.read(send);
  expect(before).toMatchObject({ state: "unknown", reason: "line_unreachable" });
  world.travel(25 * 60);
  expect(await handle("release", [send])).toEqual([send.id]);
  await world.dispatcher().runOnce();
  world.travel(-25 * 60);

  const after = await world.read(send);
  expect(after).toMatchObject({ state: "accepted" });
  expect(after.attempt?.retryKey).not.toBe(before.attempt?.retryKey);
  expect(world.phone(at)).toEqual([send.cause]);
  expect(
    await db.sendAttempt.findUnique({ where: { id: before.attempt?.id ?? "" } }),
  ).toMatchObject({ formerSendId: send.id, body: null, state: "unknown" });
});

test("what LINE says late about the old attempt does not settle a send that goes anew", async () => {
  const send = await loseTrack();
  const { attemptId } = await world.read(send);
  await handle("release", [send]);
  await settleSends({
    pool,
    settlements: [
      {
        sendId: send.id,
        attemptId,
        state: "accepted",
        reason: null,
        nextAt: null,
        retryAt: null,
        isWithdrawn: false,
        attempt: { state: "accepted", httpStatus: 200, requestId: null, error: null },
      },
    ],
    leasedBy: "gone",
    now: world.now(),
  });
  expect(await world.read(send)).toMatchObject({ state: "planned", attemptId: null });
});

test("a dropped send does not go, and goes after all when it is restored in time", async () => {
  const send = await hold();
  await handle("drop", [send]);
  await world.dispatcher().runOnce();
  expect(await world.read(send)).toMatchObject({ state: "skipped", reason: "dropped" });
  expect(world.phone(at)).toEqual([]);

  expect(await handle("restore", [send])).toEqual([send.id]);
  await world.dispatcher().runOnce();
  expect(await world.read(send)).toMatchObject({ state: "accepted" });
  expect((await audits(send)).map(({ action }) => action)).toEqual([
    "send.dropped",
    "send.restored",
  ]);
});

test("an unknown send that is dropped keeps that it may have arrived, and is unknown again when it is restored", async () => {
  const send = await loseTrack();
  await handle("drop", [send]);
  expect(await world.read(send)).toMatchObject({ state: "skipped", reason: "dropped_unknown" });
  await handle("restore", [send]);
  expect(await world.read(send)).toMatchObject({
    state: "unknown",
    reason: "line_unreachable",
    attemptId: send.attemptId,
  });
});

test("a send that is being prepared when it is dropped does not go", async () => {
  const send = await world.send(at);
  const dispatcher = world.dispatcher({
    programmes: [
      {
        kind: "recovery",
        consentKind: "recovery",
        async prepare({ sends }) {
          await handle("drop", sends);
          return new Map(
            sends.map(({ id }) => [
              id,
              {
                outcome: "send",
                friendId: at.friend.id,
                messages: [{ type: "text", text: "遅すぎました" }],
              },
            ]),
          );
        },
      },
    ],
  });
  await dispatcher.runOnce();
  expect(await world.read(send)).toMatchObject({ state: "skipped", reason: "dropped" });
  expect(world.phone(at)).toEqual([]);
});

test("of two merchants who press at the same time one is told that it was done", async () => {
  const sends = [await hold(), await hold(), await hold()];
  const answers = await Promise.all([
    handle("release", sends),
    handle("drop", sends.toReversed()),
    handle("release", sends.toReversed()),
  ]);
  const done = answers.flat();
  // A release may be dropped again right after; nothing is released or dropped twice, and each that was done is noted.
  const entries = await db.auditEntry.count({ where: { shopId: at.shop.id } });
  expect(entries).toBe(done.length);
  for (const send of sends) {
    const times = done.filter((id) => id === send.id).length;
    expect(times).toBeGreaterThanOrEqual(1);
    expect(times).toBeLessThanOrEqual(2);
  }
});

test("another shop's sends are left alone, and nothing is noted", async () => {
  const send = await hold();
  for (const how of HANDLINGS) expect(await handle(how, [send], elsewhere.shop)).toEqual([]);
  expect(await world.read(send)).toMatchObject({ state: "held" });
  expect(await audits(send)).toEqual([]);
});

test("an attempt that LINE cleanly refused is kept with the send that it was of", async () => {
  const send = await world.send(at);
  world.faults.add({
    service: "line",
    endpoint: "POST /v2/bot/message/push",
    kind: "rate-limit",
    times: 1,
  });
  await world.dispatcher().runOnce();
  expect(
    await db.sendAttempt.findMany({
      where: { formerSendId: send.id },
      select: { httpStatus: true },
    }),
  ).toEqual([{ httpStatus: 429 }]);
});

/** Every combination of what the question hangs on. */
const CASES = SEND_STATES.flatMap((state) =>
  [null, "outside_hours", "line_unreachable", "deleted", ...Object.values(DROPPED_REASONS)].flatMap(
    (reason) =>
      (["recovery", "test"] as const).flatMap((kind) =>
        [true, false].flatMap((isValid) =>
          (state === "dispatching" || state === "unknown" ? [true, false] : [false]).map(
            (hasAttempt) => ({ state, reason, kind, isValid, hasAttempt }),
          ),
        ),
      ),
  ),
);

test.each(HANDLINGS)(
  "the page offers to %s exactly the sends for which it will be done",
  async (how) => {
    const made = [];
    for (const { isValid, hasAttempt, ...rest } of CASES) {
      const attemptId = hasAttempt ? randomUUID() : null;
      if (attemptId) {
        await db.sendAttempt.create({
          data: {
            id: attemptId,
            shopId: at.shop.id,
            channelId: at.channel.id,
            endpoint: "push",
            retryKey: randomUUID(),
            createdAt: world.now(),
          },
        });
      }
      const validUntil = new Date(world.now().getTime() + (isValid ? 1 : 0));
      const send = await world.send(at, { ...rest, attemptId, validUntil });
      made.push({
        send,
        offers: allowedHandlings({ ...rest, hasAttempt, validUntil }, world.now()),
      });
    }
    const done = await handle(
      how,
      made.map(({ send }) => send),
    );
    expect(done.toSorted()).toEqual(
      made
        .filter(({ offers }) => offers.includes(how))
        .map(({ send }) => send.id)
        .toSorted(),
    );
  },
);
