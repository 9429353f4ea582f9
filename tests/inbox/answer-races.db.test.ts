import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { mortal } from "#tests/messages/mortal.ts";
import { createAnswersWorld, type Talk } from "./answers-world.ts";

const world = await createAnswersWorld();
const { db, pool } = world;
const { readChannel } = await import("#app/channels/read-channel.server.ts");
afterAll(() => world.close());

const STAGES = ["planned", "claimed", "stored"] as const;

/** Waits until the answer's send has come as far. */
async function reached(at: Talk, stage: (typeof STAGES)[number]): Promise<void> {
  for (;;) {
    const [send] = await world.sends(at);
    if (stage === "planned" || send!.attemptId) return;
    if (stage === "claimed" && send!.state !== "planned") return;
  }
}

test("an answer that is taken back while it goes has gone whole or not at all, as staff are told", async () => {
  const told: string[] = [];
  for (let round = 0; round < 12; round++) {
    const at = await world.talk();
    if (round % 4 < 2) await world.friendWrites(at);
    const answers = [await world.write(at, "一"), await world.write(at, "二")];
    world.pass(5_000);
    const going = world.run();
    await reached(at, STAGES[round % STAGES.length]!);
    const [, second] = answers;
    if (second?.outcome !== "written") throw new Error("refused");
    const { outcome } = await world.undo(at, second.answerId);
    await going;
    world.pass(1_000);
    await world.run();
    const heard = world.heard(at).map(([, words]) => words);
    expect(heard, outcome).toEqual(outcome === "undone" ? ["一"] : ["一", "二"]);
    told.push(outcome);
  }
  expect(told).toContain("gone");
});

test("clicks of many windows at once are as many answers as there are keys, in few sends, each heard once", async () => {
  const at = await world.talk();
  const keys = Array.from({ length: 8 }, () => randomUUID());
  const clicks = [...keys, ...keys, ...keys].map((key) => world.write(at, key, { key }));
  await Promise.all(clicks);
  expect(await world.sends(at)).toHaveLength(2);
  await world.goes();
  world.pass(2_000);
  await world.run();
  const heard = world.heard(at).map(([, words]) => words);
  expect(heard.toSorted()).toEqual(keys.toSorted());
});

test("a worker that is killed at any step leaves an answer heard once, or unknown where a reply was stored", async () => {
  const programmes = world.programmes;
  const parts = {
    pool,
    programmes,
    pushBytes: world.pushBytes,
    replyBytes: world.replyBytes,
    readCredentials: async (shopId: string) =>
      (await readChannel({ db, shopId }))?.credentials ?? null,
  };
  for (const moment of ["before", "after"] as const) {
    for (let step = 1; ; step++) {
      const told = `killed ${moment} step ${step}`;
      const at = await world.talk();
      if (step % 2) await world.friendWrites(at);
      await world.write(at, "一");
      await world.write(at, "二");
      world.pass(5_000);
      const { config, died } = mortal(parts, step, moment);
      const end = await Promise.race([world.dispatcher(config).runOnce(), died]);
      const [left] = await world.sends(at);
      const isUnknown = left!.attempt?.endpoint === "reply" && left!.state !== "accepted";
      for (let run = 0; run < 3; run++) {
        world.pass(60_000);
        await world.run();
      }
      expect(
        (await world.sends(at)).map(({ state }) => state),
        told,
      ).toEqual([isUnknown ? "unknown" : "accepted"]);
      const heard = world.heard(at).map(([, words]) => words);
      if (!isUnknown || heard.length > 0) expect(heard, told).toEqual(["一", "二"]);
      if (end !== "died") break;
    }
  }
}, 60_000);
