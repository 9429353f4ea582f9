import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";

/** What a send is about, as a list names it. */
export type SendSubject = {
  checkoutName: string | null;
  personName: string | null;
  /** The number in Shopify's address of the customer, for those whose name Shopify has not told. */
  customerNumber: string | null;
};

/** Names the checkouts that sends are about, in two queries. By the checkout's id; what is gone is missing. */
export async function readSendSubjects(options: {
  db: Db;
  shopId: string;
  subjectIds: string[];
}): Promise<Map<string, SendSubject>> {
  const { db, shopId, subjectIds } = options;
  const checkouts = await db.checkout.findMany({
    where: { shopId, id: { in: subjectIds } },
    select: { id: true, name: true, customerGid: true },
  });
  const customers = await db.customer.findMany({
    where: { shopId, shopifyGid: { in: checkouts.flatMap((each) => each.customerGid ?? []) } },
    select: { shopifyGid: true, displayName: true },
  });
  const nameOf = new Map(customers.map((each) => [each.shopifyGid, each.displayName]));
  return new Map(
    checkouts.map(({ id, name, customerGid }) => [
      id,
      {
        checkoutName: name,
        personName: nameOf.get(customerGid ?? "") ?? null,
        customerNumber: customerGid && gidNumber(customerGid),
      },
    ]),
  );
}
