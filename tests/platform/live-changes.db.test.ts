import type { Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import {
  forgetLiveChanges,
  noteLiveChanges,
  readLiveChanges,
  readLivePosition,
} from "#app/platform/live-changes.server.ts";
import { createShop } from "#tests/factories/shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await createShop(db);
});

const note = (...ids: string[]) => noteLiveChanges(db, { shopId: shop.id, topic: "thread", ids });
const read = (since: string) => readLiveChanges({ pool, shopId: shop.id, since });

/** Notes a change in a transaction that is left open. */
async function beginNote(id: string) {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query(
    "INSERT INTO live_change (shop_id, topic, subject_id) VALUES ($1, 'thread', $2)",
    [shop.id, id],
  );
  return {
    async end(how: "COMMIT" | "ROLLBACK") {
      await client.query(how);
      client.release();
    },
  };
}

/** What is told, reading again and again from where the last reading ended. */
async function follow(since: string) {
  const reading = await read(since);
  if (reading.outcome === "lost") throw new Error("lost");
  return { position: reading.position, ids: reading.changes.map(({ id }) => id) };
}

test("what was noted since a position is told, each thing once, and not again from there on", async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await note(randomUUID());
  const since = await readLivePosition(pool);
  await note(a);
  await note(b, a);
  const first = await follow(since);
  expect(first.ids.sort()).toEqual([a, b].sort());
  expect((await follow(first.position)).ids).toEqual([]);
});

test("transactions that are committed in another order than they began are all told, once", async () => {
  const [early, late, undone] = [randomUUID(), randomUUID(), randomUUID()];
  let { position } = await follow(await readLivePosition(pool));
  const slow = await beginNote(early);
  const broken = await beginNote(undone);
  const quick = await beginNote(late);
  const told: string[] = [];
  const look = async () => {
    const next = await follow(position);
    position = next.position;
    told.push(...next.ids);
  };
  await look();
  await quick.end("COMMIT");
  await look();
  // Nobody waits for who is slow.
  expect(told).toEqual([late]);
  await broken.end("ROLLBACK");
  await look();
  await slow.end("COMMIT");
  await look();
  await look();
  expect(told).toEqual([late, early]);
});

test("under many writers at once nothing is left out and nothing is told twice", async () => {
  const ids = Array.from({ length: 200 }, () => randomUUID());
  let { position } = await follow(await readLivePosition(pool));
  const told: string[] = [];
  let isWriting = true;
  const writing = (async () => {
    const rest = [...ids];
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        for (let id = rest.pop(); id; id = rest.pop()) {
          const open = await beginNote(id);
          await open.end("COMMIT");
        }
      }),
    );
    isWriting = false;
  })();
  const look = async () => {
    const next = await follow(position);
    position = next.position;
    told.push(...next.ids);
  };
  while (isWriting) await look();
  await writing;
  await look();
  expect(told.sort()).toEqual(ids.sort());
});

test("another shop's changes are not told", async () => {
  const other = await createShop(db);
  const since = await readLivePosition(pool);
  await noteLiveChanges(db, { shopId: other.id, topic: "thread", ids: [randomUUID()] });
  expect((await follow(since)).ids).toEqual([]);
});

test("who was away for too long, comes from another database or brings rubbish is to read everything anew", async () => {
  const here = await readLivePosition(pool);
  const [time = "", snapshot = ""] = here.split("_");
  const hourAgo = `${Number(time) - 3_600_001}_${snapshot}`;
  for (const since of [hourAgo, `${time}_1:${10n ** 15n}:`, "rubbish", ""]) {
    const reading = await read(since);
    expect([since, reading.outcome]).toEqual([since, "lost"]);
    expect((await read(reading.position)).outcome).toBe("read");
  }
});

test("more than a thousand things are not told one by one", async () => {
  const since = await readLivePosition(pool);
  await note(...Array.from({ length: 1_000 }, () => randomUUID()));
  expect((await follow(since)).ids).toHaveLength(1_000);
  await note(randomUUID());
  expect((await read(since)).outcome).toBe("lost");
});

test("what nobody can catch up with any more is forgotten, and nothing else", async () => {
  const [old, young] = [randomUUID(), randomUUID()];
  await note(old, young);
  await db.$executeRaw`UPDATE live_change SET at = clock_timestamp() - interval '121 minutes' WHERE subject_id = ${old}::uuid`;
  expect(await forgetLiveChanges(pool)).toBe(1);
  const kept = await db.liveChange.findMany({ where: { shopId: shop.id } });
  expect(kept.map(({ subjectId }) => subjectId)).toEqual([young]);
});
