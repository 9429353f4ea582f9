import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { payloadGid, payloadId, payloadList } from "#app/shopify/webhook-payload.ts";

const compliancePayload = z.object({
  customer: z.object({ id: payloadId }).nullable().catch(null),
  orders_to_redact: payloadList(payloadId).catch([]),
});

/** Whom a `customers/redact` or `customers/data_request` webhook is about; null when it does not say. */
export function readComplianceCustomer(payload: unknown): string | null {
  const { data } = compliancePayload.safeParse(payload);
  return payloadGid("Customer", { gid: null, id: data?.customer?.id });
}

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
  const { data } = compliancePayload.safeParse(payload);
  const named = (data?.orders_to_redact ?? []).flatMap(
    (id) => payloadGid("Order", { gid: null, id }) ?? [],
  );
  await db.order.updateMany({
    where: { shopId, OR: [{ customerGid }, { shopifyGid: { in: named } }] },
    data: { customerGid: null },
  });
  await db.loginAttempt.deleteMany({ where: { shopId, customerGid } });
  await db.dataRequest.deleteMany({ where: { shopId, customerGid } });
  await db.customer.deleteMany({ where: { shopId, shopifyGid: customerGid } });
}
