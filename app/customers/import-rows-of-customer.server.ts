import type { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/**
 * Which rows of the shop's imports are about a customer: those that were found to name them, and those that name them in
 * words, by id or e-mail address, and were not taken. To be asked while the customer is still known.
 */
export async function importRowsOfCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
}): Promise<Prisma.LinkImportRowWhereInput> {
  const { db, shopId, customerGid } = options;
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: customerGid } },
    select: { id: true, email: true },
  });
  return {
    shopId,
    OR: [
      { customer: customerGid },
      ...(customer?.email ? [{ customer: customer.email.toLowerCase() }] : []),
      ...(customer ? [{ customerId: customer.id }] : []),
    ],
  };
}
