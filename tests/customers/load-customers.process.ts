import { loadCustomers } from "#app/customers/load-customers.server.ts";
import { pool } from "#app/platform/database.server.ts";

// A process of its own, so that it can be killed.
await loadCustomers({
  pool,
  shopId: process.env.LOAD_SHOP_ID!,
  url: process.env.LOAD_URL!,
  fileSize: null,
  readAt: new Date("2026-11-22T00:00:00Z"),
});
