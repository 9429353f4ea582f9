import { importRowsOfCustomer } from "#app/customers/import-rows-of-customer.server.ts";
import type { Db } from "#app/platform/db.server.ts";

/**
 * Takes a customer who asks to be forgotten out of the imports whose rows are still kept; what was counted stays. To be
 * called before the customer is erased.
 */
export async function forgetImportedCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
}): Promise<void> {
  await options.db.linkImportRow.deleteMany({ where: await importRowsOfCustomer(options) });
}
