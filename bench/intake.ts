import pg from "pg";
import { type BenchPostgres, startBenchPostgres } from "./ground/postgres.ts";
import { type BenchProcess, startProcess } from "./ground/process.ts";
import { productEnv } from "./ground/product-env.ts";
import type { BenchReport } from "./ground/report.ts";
import { ask } from "./ground/talk.ts";
import { compare } from "./intake/compare.ts";
import { countLost } from "./intake/count-lost.ts";
import type { LoadOrder, LoadResult } from "./intake/load.process.ts";
import type { BenchShop } from "./intake/webhooks.ts";
import { workBacklog } from "./intake/work-backlog.ts";

const POOL_SIZE = "20";
/** Nobody is there: the door calls no one, and the worker's jobs are not run. */
const NOWHERE = "http://127.0.0.1:9";

/**
 * How many signed webhooks are answered per second, each stored before, beside a server that does the least: node:http,
 * signature, one insert per request. Then what a kill of the door loses, and how fast all of it is worked off.
 */
export async function measure(): Promise<BenchReport> {
  const postgres = await startBenchPostgres();
  try {
    return await measureOn(postgres);
  } finally {
    await postgres.stop();
  }
}

async function measureOn(postgres: BenchPostgres): Promise<BenchReport> {
  Object.assign(process.env, {
    ...productEnv({ databaseUrl: postgres.url, lineUrl: NOWHERE, shopifyUrl: NOWHERE }),
    DATABASE_POOL_SIZE: POOL_SIZE,
    ROLE: "web",
  });
  const database = new pg.Client(postgres.url);
  await database.connect();
  const { populate } = await import("./intake/populate.ts");
  const { shops, size } = await populate();

  const start = (entry: string) => startProcess({ entry: `bench/intake/${entry}.process.ts` });
  const [client, door, bare] = [await start("load"), await start("door"), await start("bare")];
  const sides = { client, door, bare, shops };
  const alone = await measureClient(client, bare, shops);
  const line = await compare(sides, "line");
  const shopify = await compare(sides, "shopify");
  await Promise.all([door.stop(), bare.stop()]);
  for (const table of ["webhook_event", "bare_webhook"]) {
    await expectRows(database, table, line.sent + shopify.sent);
  }
  const kills = await countLost({ database, client, shops, startDoor: () => start("door") });
  await client.stop();
  const worked = await workBacklog({ database, startWorker: () => start("worker") });
  await database.end();

  const { fsync, synchronous_commit } = postgres.durability;
  console.log(`fsync ${fsync}, synchronous_commit ${synchronous_commit}, ${POOL_SIZE} connections`);
  console.log(`client and node:http alone: ${alone} requests a second`);
  console.log(
    `${kills.kills} kills: ${kills.answered} answered, ${kills.lost} of them lost; ${kills.unanswered} not answered`,
  );
  console.log(
    `backlog: ${worked.events} events in ${worked.seconds.toFixed(1)} s, one worker process`,
  );
  return {
    rows: [...line.rows, ...shopify.rows],
    line: {
      name: "intake",
      size: { ...size, webhookEvents: worked.events },
      line: line.figures,
      shopify: shopify.figures,
      lostAfterKill: kills.lost,
      workedPerSecond: Math.round(worked.perSecond),
    },
  };
}

/** Every webhook that was answered has a row of its own. */
async function expectRows(database: pg.Client, table: string, expected: number): Promise<void> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table}`,
  );
  const { count } = rows[0]!;
  if (count !== expected) throw new Error(`${table} has ${count} rows, and ${expected} were due.`);
}

/** What this client and node:http reach with nothing behind them: the client must not be the limit. */
async function measureClient(
  client: BenchProcess,
  bare: BenchProcess,
  shops: BenchShop[],
): Promise<number> {
  const order: LoadOrder = {
    url: String(bare.ready.url),
    path: "/nothing",
    platform: "line",
    shops,
    first: 0,
    count: 20_000,
    concurrency: 64,
  };
  await ask<LoadResult>(client.child, "load", order);
  const { perSecond } = await ask<LoadResult>(client.child, "load", order);
  return Math.round(perSecond);
}
