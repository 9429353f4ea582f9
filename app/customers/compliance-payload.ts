import { z } from "zod";
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

/** The orders that a `customers/redact` webhook names. */
export function readComplianceOrders(payload: unknown): string[] {
  const { data } = compliancePayload.safeParse(payload);
  return (data?.orders_to_redact ?? []).flatMap(
    (id) => payloadGid("Order", { gid: null, id }) ?? [],
  );
}
