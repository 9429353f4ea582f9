import type { Db } from "./db.server.ts";
import { lockUntilCommit } from "./lock-until-commit.server.ts";

/**
 * Waits until no other transaction writes what Shopify tells about a shop's checkouts, orders, refunds and customers, and
 * lets none until the transaction ends. They look for each other: a checkout for its orders, an order for its checkouts,
 * both for the customer who lives on after a merge; each would miss the other that is not committed yet.
 *
 * One lock for a shop, since the worker works a shop's webhooks in one lane anyway (app/intake/README.md): it costs one
 * statement for hundreds of records, and nobody waits crosswise.
 *
 * @param db a transaction, which takes no row of these tables before
 */
export async function lockShopRecords(db: Db, shopId: string): Promise<void> {
  await lockUntilCommit(db, [shopRecordsName(shopId)]);
}

/** The name of that lock, for who takes it on a connection of its own. */
export function shopRecordsName(shopId: string): string {
  return `${shopId} records`;
}
