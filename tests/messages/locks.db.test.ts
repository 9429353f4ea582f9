import { randomUUID } from "node:crypto";
import type { Channel, Friend, Prisma, Send, Shop } from "@prisma/client";
import type pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { createTrackedLinks } from "#app/links/create-tracked-links.server.ts";
import { dropSends } from "#app/messages/drop-sends.server.ts";
import { holdChannel } from "#app/messages/hold-channel.server.ts";
import { createLeases } from "#app/messages/leases.server.ts";
import { redactSends } from "#app/messages/redact-sends.server.ts";
import { releaseHoldsOfWellChannels } from "#app/messages/release-holds.server.ts";
import { releaseSends } from "#app/messages/release-sends.server.ts";
import { restoreSends } from "#app/messages/restore-sends.server.ts";
import { settleSends } from "#app/messages/settle-sends.server.ts";
import { settlementOfUnsent } from "#app/messages/settlement.ts";
import { stopSends } from "#app/messages/stop-sends.server.ts";
import { stopShopSends } from "#app/messages/stop-shop-sends.server.ts";
import { storeAttempts } from "#app/messages/store-attempts.server.ts";
import { DROPPED_REASONS } from "#app/messages/trouble.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-22T03:00:00Z");
const later = new Date("2026-11-22T03:00:30Z");
const leases = createLeases({ pool, leaseMs: 30_000, realTime: () => now });
const { leasedBy } = leases;

let shop: Shop;
let channel: Channel;
let friend: Friend;

beforeEach(async () => {
  await db.shop.deleteMany();
  shop = await createShop(db);
  channel = await createChannel(db, shop);
  friend = await createFriend(db, channel);
});

type Kind = "leased" | "planned" | "held" | "dropped";
const states: Record<Kind, Partial<Prisma.SendUncheckedCreateInput>> = {
  leased: { state: "dispatching", leasedBy, leasedUntil: later },
  planned: { state: "planned" },
  held: { state: "held", reason: "outside_hours", nextAt: later },
  dropped: { state: "skipped", reason: DROPPED_REASONS.dropped },
};

/** Two sends that come, are named and lie in the table with the greater id first. */
async function sendsOf(kind: Kind): Promise<[greater: Send, lesser: Send]> {
  const [lesser = "", greater = ""] = [randomUUID(), randomUUID()].sort();
  const make = (id: string) => createSend(db, { id, shopId: shop.id, ...states[kind] });
  return [await make(greater), await make(lesser)];
}

const ids = (sends: Send[]) => sends.map(({ id }) => id);
const subjectIds = (sends: Send[]) => sends.map(({ subjectId }) => subjectId!);
const store = (sends: Send[], on = pool) =>
  storeAttempts({
    pool: on,
    attempts: sends.map(({ id }) => ({
      sendId: id,
      friendId: friend.id,
      channelId: channel.id,
      body: Buffer.from("{}"),
    })),
    leasedBy,
    now,
    realNow: now,
  });
const links = (sends: Send[], on = pool) =>
  createTrackedLinks({
    pool: on,
    shopId: shop.id,
    links: sends.map(({ id }) => ({
      targets: [{ kind: "product", url: "https://shop.example.jp", fallbackUrl: null }],
      sendId: id,
      checkoutId: null,
      expiresAt: later,
    })),
  });
const byHand = (sends: Send[]) => ({
  db,
  shopId: shop.id,
  sendIds: ids(sends),
  actor: "staff:1",
  now,
});

/** Whatever waits for a send that somebody else is writing. */
const WAITING: [name: string, of: Kind, run: (sends: Send[]) => Promise<unknown>][] = [
  ["storing attempts", "leased", (sends) => store(sends)],
  [
    "settling",
    "leased",
    (sends) => {
      const settlements = sends.map((send) =>
        settlementOfUnsent(send, { outcome: "skip", reason: "ordered" }, now),
      );
      return settleSends({ pool, settlements, leasedBy, now });
    },
  ],
  ["making links", "leased", (sends) => links(sends)],
  [
    "stopping",
    "planned",
    (sends) =>
      stopSends({
        db,
        shopId: shop.id,
        kind: "recovery",
        subjectIds: subjectIds(sends),
        reason: "ordered",
        now,
      }),
  ],
  [
    "stopping a whole shop",
    "planned",
    () => stopShopSends({ db, shopId: shop.id, reason: "not_connected", now }),
  ],
  [
    "holding a channel",
    "planned",
    () => holdChannel({ db, shopId: shop.id, reason: "quota", now }),
  ],
  [
    "erasing",
    "planned",
    (sends) =>
      db.$transaction((tx) =>
        redactSends({ db: tx, shopId: shop.id, subjectIds: subjectIds(sends), now }),
      ),
  ],
  ["dropping", "planned", (sends) => dropSends(byHand(sends))],
  ["releasing", "held", (sends) => releaseSends(byHand(sends))],
  ["restoring", "dropped", (sends) => restoreSends(byHand(sends))],
];

/** Whether anybody waits for a lock of this connection. */
async function isWaitedFor(pid: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))",
    [pid],
  );
  return rowCount === 1;
}

const sql = (text: string) => (client: pg.PoolClient) => client.query(text);

/**
 * Runs something beside a transaction that is open, until it has ended or waits for that transaction.
 *
 * @param meanwhile is done by the transaction then, before it ends and lets the other go on
 */
async function beside(
  begin: (client: pg.PoolClient) => Promise<unknown>,
  run: () => Promise<unknown>,
  meanwhile: (client: pg.PoolClient) => Promise<unknown> = async () => undefined,
): Promise<"ended" | "waited"> {
  const client = await pool.connect();
  let hasEnded = false;
  let running: Promise<unknown> | undefined;
  try {
    await client.query("BEGIN");
    await begin(client);
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    running = run().finally(() => (hasEnded = true));
    const pid = rows[0]?.pid ?? 0;
    await expect.poll(async () => hasEnded || (await isWaitedFor(pid))).toBe(true);
    const told = hasEnded ? "ended" : "waited";
    await meanwhile(client);
    return told;
  } finally {
    await client.query("COMMIT");
    client.release();
    await running;
  }
}

test.each(WAITING)(
  "%s locks sends in the order of their ids, so that no two who do so block each other",
  async (_, kind, run) => {
    const [greater, lesser] = await sendsOf(kind);
    const told = await beside(
      sql(`SELECT FROM send WHERE id = '${lesser.id}' FOR UPDATE`),
      () => run([greater, lesser]),
      // Throws when the other holds the greater already while it waits for the lesser.
      (client) => client.query(`SELECT FROM send WHERE id = '${greater.id}' FOR UPDATE NOWAIT`),
    );
    expect(told).toBe("waited");
  },
);

test.each(WAITING.filter(([name]) => name !== "erasing"))(
  "%s does not wait for links that are being stored",
  async (_, kind, run) => {
    const sends = await sendsOf(kind);
    const told = await beside(
      // What the foreign key of a link takes.
      sql(`SELECT FROM send WHERE shop_id = '${shop.id}' FOR KEY SHARE`),
      () => run(sends),
    );
    expect(told).toBe("ended");
  },
);

test("giving back and releasing wait for no send, and leave what somebody else is writing", async () => {
  const [busy, idle] = await sendsOf("leased");
  const [busyHeld, idleHeld] = await sendsOf("held");
  await db.send.updateMany({ where: { state: "held" }, data: { reason: "quota" } });
  const told = await beside(
    sql(`SELECT FROM send WHERE id IN ('${busy.id}', '${busyHeld.id}') FOR UPDATE`),
    async () => {
      await leases.giveBack();
      await releaseHoldsOfWellChannels({ db, now });
    },
  );
  expect(told).toBe("ended");
  const read = (send: Send) => db.send.findUniqueOrThrow({ where: { id: send.id } });
  expect(await read(idle)).toMatchObject({ state: "planned", leasedBy: null });
  expect(await read(busy)).toMatchObject({ state: "dispatching", leasedBy });
  expect(await read(idleHeld)).toMatchObject({ nextAt: now });
  expect(await read(busyHeld)).toMatchObject({ nextAt: later });
});

test("links that are being stored keep no lease from being renewed", async () => {
  const sends = await sendsOf("leased");
  for (const { id } of sends) leases.hold(id, now);
  await beside(sql(`SELECT FROM send WHERE shop_id = '${shop.id}' FOR KEY SHARE`), () =>
    leases.renew(),
  );
  expect(sends.map(({ id }) => leases.isHeld(id))).toEqual([true, true]);
  for (const { id } of sends) leases.letGo(id);
});

test("a storing that a deadlock breaks off is done again", async () => {
  const [greater, lesser] = await sendsOf("leased");
  let stored: Awaited<ReturnType<typeof store>> | undefined;
  await beside(
    // The other notices the deadlock first, and is broken off.
    sql(
      `SET LOCAL deadlock_timeout = '1min'; SELECT FROM send WHERE id = '${greater.id}' FOR UPDATE`,
    ),
    async () => (stored = await store([greater, lesser])),
    (client) => client.query(`SELECT FROM send WHERE id = '${lesser.id}' FOR UPDATE`),
  );
  expect([...stored!.keys()].toSorted()).toEqual([lesser.id, greater.id]);
});

/** Erases the person of a send while another transaction, begun before, is not committed yet. */
async function eraseBeside(send: Send, begin: (client: pg.PoolClient) => Promise<unknown>) {
  const told = await beside(begin, () =>
    db.$transaction((tx) =>
      redactSends({ db: tx, shopId: shop.id, subjectIds: subjectIds([send]), now }),
    ),
  );
  expect(told).toBe("waited");
}

test("an attempt that is stored in the moment of erasing loses its bytes", async () => {
  const [send] = await sendsOf("leased");
  await eraseBeside(send, (client) => store([send], client as unknown as pg.Pool));
  expect(
    await db.send.findUnique({ where: { id: send.id }, include: { attempt: true } }),
  ).toMatchObject({ state: "unknown", friendId: null, attempt: { body: null } });
});

test("links that are stored right before an erasing lead nowhere, and no attempt follows them", async () => {
  const [send] = await sendsOf("leased");
  await eraseBeside(send, (client) => links([send], client as unknown as pg.Pool));
  expect(await store([send])).toEqual(new Map());
  expect(await db.trackedLink.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { sendId: send.id, targets: [], expiresAt: now },
  ]);
});

test("links that are to be stored during an erasing are not stored", async () => {
  const [send] = await sendsOf("leased");
  let linking: Promise<unknown> | undefined;
  await db.$transaction(async (tx) => {
    await redactSends({ db: tx, shopId: shop.id, subjectIds: subjectIds([send]), now });
    const [{ pid } = { pid: 0 }] = await tx.$queryRaw<
      { pid: number }[]
    >`SELECT pg_backend_pid() AS pid`;
    linking = links([send]);
    await expect.poll(() => isWaitedFor(pid)).toBe(true);
  });
  await linking;
  expect(await db.trackedLink.count({ where: { shopId: shop.id } })).toBe(0);
});
