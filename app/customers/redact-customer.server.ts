import type { Db } from "#app/platform/db.server.ts";
import { readComplianceOrders } from "./compliance-payload.ts";

/**
 * Erases a customer, with the tie to LINE, and takes the person out of the orders. The orders' amounts stay, belonging
 * to nobody, so that the results hold.
 *
 * @param options.payload of `customers/redact`
 */
export async function redactCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  payload: unknown;
}): Promise<void> {
  const { db, shopId, customerGid, payload } = options;
  const named = readComplianceOrders(payload);
  await db.order.updateMany({
    where: { shopId, OR: [{ customerGid }, { shopifyGid: { in: named } }] },
    data: { customerGid: null },
  });
  await db.loginAttempt.deleteMany({ where: { shopId, customerGid } });
  await db.accountLinkAttempt.deleteMany({ where: { shopId, customerGid } });
  // Who did what stays; why is in words that may name them.
  await db.auditEntry.updateMany({
    where: { shopId, subject: customerGid },
    data: { reason: null },
  });
  await db.dataRequest.deleteMany({ where: { shopId, customerGid } });
  await db.customer.deleteMany({ where: { shopId, shopifyGid: customerGid } });
}
