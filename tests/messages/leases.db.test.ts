import { beforeEach, expect, test } from "vitest";
import { claimSends } from "#app/messages/claim-sends.server.ts";
import { createLeases } from "#app/messages/leases.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const NOON = new Date("2026-11-22T03:00:00Z");
const LEASE_MS = 30_000;

beforeEach(() => db.shop.deleteMany());

/** A dispatcher that holds three sends, ten seconds after it claimed them. */
async function holdThree() {
  const shop = await createShop(db);
  for (let count = 0; count < 3; count++) await createSend(db, { shopId: shop.id, dueAt: NOON });
  let now = NOON;
  const leases = createLeases({ pool, leaseMs: LEASE_MS, realTime: () => now });
  const leasedUntil = leases.newEnd();
  const { leasedBy } = leases;
  const claim = { shopIds: [shop.id], perShop: 10, limit: 10, leasedBy, leasedUntil, now };
  const { sends } = await claimSends({ pool, ...claim });
  for (const { id } of sends) leases.hold(id, leasedUntil);
  now = new Date(NOON.getTime() + 10_000);
  const ids = sends.map(({ id }) => id);
  return { leases, ids, setNow: (to: Date) => (now = to) };
}

const endOf = async (id: string) => (await db.send.findUnique({ where: { id } }))?.leasedUntil;

test("renewing waits for no send that is stored or settled in this moment, and still holds it", async () => {
  const { leases, ids, setNow } = await holdThree();
  const [busy = "", ...idle] = ids;
  const storing = await pool.connect();
  await storing.query("BEGIN");
  await storing.query("SELECT FROM send WHERE id = $1 FOR UPDATE", [busy]);
  await leases.renew();
  await storing.query("COMMIT");
  storing.release();

  expect(await endOf(busy)).toEqual(new Date(NOON.getTime() + LEASE_MS));
  expect(leases.isHeld(busy)).toBe(true);
  for (const id of idle) expect(await endOf(id)).toEqual(new Date(NOON.getTime() + 40_000));
  setNow(new Date(NOON.getTime() + 35_000));
  expect(ids.map((id) => leases.isHeld(id))).toEqual([false, true, true]);
});

test("a send that was stopped or taken over meanwhile is no longer held after renewing", async () => {
  const { leases, ids } = await holdThree();
  const [stopped = "", takenOver = "", kept = ""] = ids;
  await db.send.update({ where: { id: stopped }, data: { state: "skipped" } });
  await db.send.update({ where: { id: takenOver }, data: { leasedBy: "worker:another" } });
  await leases.renew();
  expect([stopped, takenOver, kept].map((id) => leases.isHeld(id))).toEqual([false, false, true]);
  // The work on them goes on until it is let go, and is not to be taken over by its own worker.
  expect(leases.inHand().toSorted()).toEqual(ids.toSorted());
});
