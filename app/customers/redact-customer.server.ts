import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
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
  await redactImportRows(db, shopId, customerGid);
  // Who did what stays; why is in words that may name them.
  await db.auditEntry.updateMany({
    where: { shopId, subject: customerGid },
    data: { reason: null },
  });
  await db.dataRequest.deleteMany({ where: { shopId, customerGid } });
  await db.customer.deleteMany({ where: { shopId, shopifyGid: customerGid } });
}

/** Takes a customer out of the lines of imports: found as the customer, or named in the words of the file. */
async function redactImportRows(db: Db, shopId: string, customerGid: string): Promise<void> {
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: customerGid } },
  });
  const words = [customerGid, gidNumber(customerGid), ...(customer?.email ? [customer.email] : [])];
  const nobody = {
    customer: null,
    customerId: null,
    lineUserId: null,
    displayName: null,
    pictureUrl: null,
  };
  await db.linkImportRow.updateMany({
    where: {
      shopId,
      OR: [
        ...(customer ? [{ customerId: customer.id }] : []),
        { customer: { in: words, mode: "insensitive" } },
      ],
    },
    data: nobody,
  });
}
