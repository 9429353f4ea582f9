import { afterAll, beforeEach, expect, test } from "vitest";
import { createLedgerWorld, PUSH, type ShopOnLine, textProgramme } from "./ledger-world.ts";
import { mortal } from "./mortal.ts";

const world = await createLedgerWorld();
const { db, pool, faults } = world;
const { readChannel } = await import("#app/channels/read-channel.server.ts");
afterAll(() => world.close());

const parts = {
  pool,
  pushBytes: world.pushBytes,
  replyBytes: world.replyBytes,
  programmes: [textProgramme()],
  readCredentials: async (shopId: string) =>
    (await readChannel({ db, shopId }))?.credentials ?? null,
};
let shops: ShopOnLine[];

beforeEach(async () => {
  shops = [await world.shopOnLine(), await world.shopOnLine()];
});

async function planSends(): Promise<void> {
  faults.remove();
  await db.send.deleteMany();
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  for (const shop of shops) {
    for (let n = 0; n < 2; n++)
      await world.send(shop, { cause: `${shop.shop.id} ${n} ${Math.random()}` });
  }
}

/** Runs a dispatcher until it dies or has done everything; says whether it died. */
async function runUntilDeath(diesAt: number, moment: "before" | "after"): Promise<boolean> {
  const { config, died } = mortal(parts, diesAt, moment);
  const end = await Promise.race([world.dispatcher(config).runOnce(), died]);
  // Leases end, retries come due, and what LINE put off may go.
  world.letRealTimePass(60_000);
  world.travel(1);
  return end === "died";
}

/** Healthy dispatchers until nothing is left to do. */
async function recover(): Promise<void> {
  for (let run = 0; run < 3; run++) {
    await world.dispatcher().runOnce();
    world.letRealTimePass(60_000);
    world.travel(1);
  }
}

async function expectEachOnce(told: string): Promise<void> {
  const sends = await db.send.findMany();
  expect(
    sends.map(({ state }) => state),
    told,
  ).toEqual(sends.map(() => "accepted"));
  for (const shop of shops) {
    const arrived = world.phone(shop).filter((text) => sends.some(({ cause }) => cause === text));
    const owed = sends.filter(({ shopId }) => shopId === shop.shop.id).map(({ cause }) => cause);
    expect(arrived.sort(), told).toEqual(owed.sort());
  }
  const { rows } = await pool.query<{ payload: { sendIds: string[] } }>(
    "SELECT payload FROM graphile_worker._private_jobs",
  );
  const toldOf = rows.flatMap(({ payload }) => payload.sendIds);
  expect(toldOf.sort(), told).toEqual(sends.map(({ id }) => id).sort());
}

const troubles = ["nothing", "timeout-after-acceptance", "error", "rate-limit"] as const;

test.each(troubles)(
  "a dispatcher that is killed at any step, while LINE fails by %s, leaves each message sent exactly once",
  async (trouble) => {
    let deaths = 0;
    for (const moment of ["before", "after"] as const) {
      for (let step = 1; ; step++) {
        await planSends();
        if (trouble !== "nothing")
          faults.add({ service: "line", endpoint: PUSH, kind: trouble, times: 1 });
        const died = await runUntilDeath(step, moment);
        await recover();
        await expectEachOnce(`killed ${moment} step ${step}`);
        if (!died) break;
        deaths += 1;
      }
    }
    // Two looks for due shops, claim, prepare, credentials, bucket, check, store, the pushes, settle: all were survived.
    expect(deaths).toBeGreaterThan(20);
  },
  120_000,
);

test("dispatchers that are killed one after the other, at random steps, leave each message sent exactly once", async () => {
  const seed = 20_261_122;
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 15; round++) {
    await planSends();
    const trouble = troubles[random(troubles.length)]!;
    if (trouble !== "nothing")
      faults.add({ service: "line", endpoint: PUSH, kind: trouble, times: 2 });
    const deaths = Array.from({ length: 4 }, () => [1 + random(16), random(2)] as const);
    for (const [step, after] of deaths) await runUntilDeath(step, after ? "after" : "before");
    await recover();
    await expectEachOnce(`seed ${seed}, round ${round}, ${trouble}, killed at ${deaths.join(" ")}`);
  }
}, 120_000);
