import { advanceCustomerSync } from "#app/customers/advance-customer-sync.server.ts";
import {
  claimDueCustomerSyncs,
  customerSyncDue,
} from "#app/customers/claim-due-customer-syncs.server.ts";
import type { Swept } from "#app/customers/sweep-customers.server.ts";
import { endLinkOfCustomer } from "#app/linking/end-link-of-customer.server.ts";
import { healLinks } from "#app/linking/heal-links.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";
import { lookEvery } from "./look-every.server.ts";

/** A link that was made so lately may not be shown in Shopify yet. */
const SHOWN_AFTER_MS = 5 * 60_000;

/** All that happens when it is time to read a shop's customers: the mirror follows, links are shown where they were
 * not, and end with customers who are gone. */
export const customerSyncJob = defineJob(customerSyncDue, async ({ shopId }) => {
  const onGone = async (tx: Db, customerGids: string[]) => {
    for (const customerGid of customerGids)
      await endLinkOfCustomer({ db: tx, shopId, customerGid, now: now() });
  };
  const onRead = async (tx: Db, customers: Swept[] | null) => {
    await healLinks({
      db: tx,
      shopId,
      customerGids: customers && customers.map(({ customerGid }) => customerGid),
      unmarkedGids: customers?.flatMap((each) => (each.isMarked ? [] : [each.customerGid])),
      linkedBefore: new Date(now().getTime() - SHOWN_AFTER_MS),
      now: now(),
    });
  };
  await advanceCustomerSync({ db, pool, shopId, now, door: { onRead, onGone } });
});

const LOOK_EVERY_MS = 5_000;

/** Looks every few seconds whose customers are to be read, by the product's clock, until stopped. */
export function startCustomerSyncs(): { stop(): Promise<void> } {
  return lookEvery({
    ms: LOOK_EVERY_MS,
    failure: "Readings of customers could not be claimed",
    look: () => claimDueCustomerSyncs({ db, now: now() }),
  });
}
