import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { answerDueAt } from "./data-request.ts";

export type DataRequestRow = {
  id: string;
  /** Shopify's number of the customer */
  customerId: string;
  customerName: string | null;
  requestedAt: string;
  /** When the answer has to be with the customer. */
  dueAt: string;
  answeredAt: string | null;
};

/** More than a shop gets in years. */
const MOST = 200;

/** The shop's `customers/data_request`s, those without an answer first, then the newest first. */
export async function listDataRequests(options: {
  db: Db;
  shopId: string;
}): Promise<DataRequestRow[]> {
  const { db, shopId } = options;
  const requests = await db.dataRequest.findMany({
    where: { shopId },
    orderBy: [{ answeredAt: { sort: "desc", nulls: "first" } }, { requestedAt: "desc" }],
    take: MOST,
  });
  const customers = await db.customer.findMany({
    where: { shopId, shopifyGid: { in: requests.map(({ customerGid }) => customerGid) } },
    select: { shopifyGid: true, displayName: true },
  });
  const nameOf = new Map(customers.map((each) => [each.shopifyGid, each.displayName]));
  return requests.map(({ id, customerGid, requestedAt, answeredAt }) => ({
    id,
    customerId: gidNumber(customerGid),
    customerName: nameOf.get(customerGid) ?? null,
    requestedAt: requestedAt.toISOString(),
    dueAt: answerDueAt(requestedAt).toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}
