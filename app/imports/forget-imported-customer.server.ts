import type { Db } from "#app/platform/db.server.ts";

/** Takes a customer who asks to be forgotten out of the imports whose rows are still kept. */
export async function forgetImportedCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
}): Promise<void> {
  const { db, shopId, customerGid } = options;
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: customerGid } },
    select: { id: true },
  });
  await db.linkImportRow.deleteMany({
    where: {
      shopId,
      OR: [{ customer: customerGid }, ...(customer ? [{ customerId: customer.id }] : [])],
    },
  });
}
