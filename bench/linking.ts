import { startBenchPostgres } from "./ground/postgres.ts";
import { productEnv } from "./ground/product-env.ts";
import type { BenchReport } from "./ground/report.ts";
import { measurePeople } from "./linking/people.ts";
import { measureRace } from "./linking/race.ts";
import { measureSync } from "./linking/sync.ts";

/** Nobody is there: no figure asks LINE or Shopify. */
const NOWHERE = "http://127.0.0.1:9";
const FULL = { customers: 200_000, friends: 1_000_000 };
const RACE = { pairs: 100, requests: 1_000 };

/**
 * What tying friends to customers rests on: how fast a shop's customers are first mirrored, beside a bare COPY; how soon
 * people are listed, found and opened; that of many requests for one pair one makes the link. Each figure is measured by
 * a module of its own in `linking/`.
 */
export async function measure(size = FULL): Promise<BenchReport> {
  const customers = Number(process.env.BENCH_CUSTOMERS ?? size.customers);
  const friends = Number(process.env.BENCH_FRIENDS ?? size.friends);
  const postgres = await startBenchPostgres();
  try {
    Object.assign(process.env, {
      ...productEnv({ databaseUrl: postgres.url, lineUrl: NOWHERE, shopifyUrl: NOWHERE }),
    });
    const sync = await measureSync({ databaseUrl: postgres.url, customers });
    const people = await measurePeople({ friends });
    const { told, ...race } = await measureRace(RACE);
    const { fsync, synchronous_commit } = postgres.durability;
    console.log(`fsync ${fsync}, synchronous_commit ${synchronous_commit}`);
    return {
      rows: [
        { figure: "first sync, customers/s", ...sync },
        { figure: "p95, ms", ...people },
        { figure: "ties by 1,000 requests at once", ...race, told },
      ],
      line: { name: "linking", size: { customers, friends }, sync, ...people, race },
    };
  } finally {
    await postgres.stop();
  }
}
