import { answerBench } from "#bench/ground/talk.ts";
import { loadCustomers } from "#app/customers/load-customers.server.ts";
import { createDatabase, createPool } from "#app/platform/db.server.ts";
import { createShop } from "#tests/factories/shop.ts";

// Our side: the product's own load, into the mirror of a shop that is new.

const pool = createPool(process.env.DATABASE_URL!, 4, (error) => console.error(error));
const db = createDatabase(pool);

answerBench(
  {},
  {
    async load({ url }: { url: string }) {
      const { id: shopId } = await createShop(db);
      const begun = performance.now();
      const loaded = await loadCustomers({
        pool,
        shopId,
        url,
        fileSize: null,
        readAt: new Date("2026-11-22T00:00:00Z"),
      });
      const seconds = (performance.now() - begun) / 1_000;
      if (loaded.outcome !== "loaded") throw new Error(loaded.outcome);
      const rows = await db.customer.count({ where: { shopId } });
      return { seconds, rows, peakRssMb: process.resourceUsage().maxRSS / 1_024 };
    },
  },
);
