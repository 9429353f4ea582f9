import { afterAll, expect, test } from "vitest";
import { mortal } from "./mortal.ts";
import { answeringProgramme, createReplyWorld, REPLY } from "./reply-world.ts";

const world = await createReplyWorld();
const { db, pool, faults } = world;
const { readChannel } = await import("#app/channels/read-channel.server.ts");
afterAll(() => world.close());

const programmes = [answeringProgramme()];
const parts = {
  pool,
  pushBytes: world.pushBytes,
  replyBytes: world.replyBytes,
  programmes,
  readCredentials: async (shopId: string) =>
    (await readChannel({ db, shopId }))?.credentials ?? null,
};

/** Leases end, retries come due, and what LINE put off may go. */
function letTimePass(): void {
  world.letRealTimePass(60_000);
  world.travel(1);
}

test.each(["nothing", "a token of no use", "rate-limit", "error", "timeout-after-acceptance"])(
  "a dispatcher that is killed at any step of a reply, while LINE meets %s, leaves it sent once or unknown, never twice",
  async (trouble) => {
    let deaths = 0;
    const ends = new Set<string>();
    for (const moment of ["before", "after"] as const) {
      for (let step = 1; ; step++) {
        const told = `${trouble}, killed ${moment} step ${step}`;
        faults.remove();
        await db.send.deleteMany();
        await pool.query("DELETE FROM graphile_worker._private_jobs");
        const at = await world.shopOnLine();
        if (trouble === "a token of no use") await world.keep(at, "0".repeat(32));
        else await world.write(at);
        if (trouble !== "nothing" && trouble !== "a token of no use")
          faults.add({ service: "line", endpoint: REPLY, kind: trouble as "error", times: 1 });
        const send = await world.send(at);

        const { config, died } = mortal(parts, step, moment);
        const end = await Promise.race([world.dispatcher(config).runOnce(), died]);
        const left = await world.read(send);
        // Stored and without LINE's answer on record: nobody can tell any more whether it went.
        const isUnknown = left.attempt?.endpoint === "reply" && left.state !== "accepted";
        for (let run = 0; run < 3; run++) {
          letTimePass();
          await world.dispatcher({ programmes }).runOnce();
        }

        const { state } = await world.read(send);
        expect(state, told).toBe(isUnknown ? "unknown" : "accepted");
        const heard = world.heard(at);
        if (isUnknown) expect(heard.length, told).toBeLessThanOrEqual(1);
        else expect(heard, told).toHaveLength(1);
        const { rows } = await pool.query("SELECT FROM graphile_worker._private_jobs");
        expect(rows.length, told).toBe(isUnknown ? 0 : 1);
        ends.add(`${state} ${heard.map(([via]) => via).join()}`);
        if (end !== "died") break;
        deaths += 1;
      }
    }
    // Two looks for due shops, claim, prepare, credentials, bucket, token, check, store, the reply, settle: all were met.
    expect(deaths).toBeGreaterThan(20);
    expect([...ends].sort()).toEqual(ENDS[trouble]);
  },
  120_000,
);

/** What was met among all those deaths: what became of the send, and how it came to the phone. */
const ENDS: Record<string, string[]> = {
  nothing: ["accepted push", "accepted reply", "unknown ", "unknown reply"],
  "a token of no use": ["accepted push", "unknown "],
  "rate-limit": ["accepted push", "unknown "],
  error: ["accepted push", "unknown "],
  "timeout-after-acceptance": ["accepted push", "unknown ", "unknown reply"],
};
