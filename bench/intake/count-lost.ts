import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { BenchProcess } from "#bench/ground/process.ts";
import { ask } from "#bench/ground/talk.ts";
import type { LoadOrder, LoadResult } from "./load.process.ts";
import type { BenchShop, Platform } from "./webhooks.ts";

const KILLS = 6;
const COUNT = 10_000;
/** Beyond the checkouts that are there, so that each token names one webhook. */
const FIRST = 1_000_000;

/**
 * Kills the door (SIGKILL) under load, again and again, and looks for what it had answered with 200: each has to be
 * stored. Found by what stands in the bodies, not by the door's own keys.
 */
export async function countLost(options: {
  database: pg.Client;
  client: BenchProcess;
  shops: BenchShop[];
  startDoor: () => Promise<BenchProcess>;
}): Promise<{ kills: number; answered: number; unanswered: number; lost: number }> {
  const { database, client, shops, startDoor } = options;
  const sum = { kills: 0, answered: 0, unanswered: 0, lost: 0 };
  while (sum.kills < KILLS) {
    const platform: Platform = sum.kills % 2 === 0 ? "line" : "shopify";
    const door = await startDoor();
    const before = await newestId(database);
    const order: LoadOrder = {
      url: String(door.ready.url),
      platform,
      shops,
      first: FIRST + sum.kills * COUNT,
      count: COUNT,
      concurrency: 64,
    };
    const answers = ask<LoadResult>(client.child, "load", order);
    const killAfter = COUNT * (0.05 + Math.random() * 0.35);
    while ((await newestId(database)) < before + killAfter) await wait(2);
    door.child.kill("SIGKILL");
    const { accepted, broken } = await answers;
    if (broken === 0) throw new Error("The load was over before the door was killed.");
    const stored = await storedNames(database, before);
    sum.kills++;
    sum.answered += accepted.length;
    sum.unanswered += broken;
    sum.lost += accepted.filter((name) => !stored.has(name)).length;
  }
  return sum;
}

async function newestId(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ id: number }>(
    "SELECT coalesce(max(id), 0)::int AS id FROM webhook_event",
  );
  return rows[0]!.id;
}

async function storedNames(database: pg.Client, after: number): Promise<Set<string>> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT coalesce(body::json ->> 'webhookEventId', body::json ->> 'token') AS name
     FROM webhook_event WHERE id > $1`,
    [after],
  );
  return new Set(rows.map(({ name }) => name));
}
