import { startBenchPostgres } from "./ground/postgres.ts";
import { productEnv } from "./ground/product-env.ts";
import type { BenchReport } from "./ground/report.ts";
import { measureSync } from "./linking/sync.ts";

/** Nobody is there: no figure asks LINE or Shopify. */
const NOWHERE = "http://127.0.0.1:9";
const FULL = { customers: 200_000 };

/**
 * What tying friends to customers rests on: how fast a shop's customers are first mirrored, beside a bare COPY. Each figure
 * is measured by a module of its own in `linking/`.
 */
export async function measure(size = FULL): Promise<BenchReport> {
  const customers = Number(process.env.BENCH_CUSTOMERS ?? size.customers);
  const postgres = await startBenchPostgres();
  try {
    Object.assign(process.env, {
      ...productEnv({ databaseUrl: postgres.url, lineUrl: NOWHERE, shopifyUrl: NOWHERE }),
    });
    const sync = await measureSync({ databaseUrl: postgres.url, customers });
    const { fsync, synchronous_commit } = postgres.durability;
    console.log(`fsync ${fsync}, synchronous_commit ${synchronous_commit}`);
    return {
      rows: [{ figure: "first sync, customers/s", ...sync }],
      line: { name: "linking", size: { customers }, sync },
    };
  } finally {
    await postgres.stop();
  }
}
