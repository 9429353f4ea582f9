import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { payloadId } from "#app/shopify/webhook-payload.ts";
import { readComplianceCustomer } from "./compliance-payload.ts";

const requestPayload = z.object({ data_request: z.object({ id: payloadId }) });

/**
 * Notes a `customers/data_request` webhook for the merchant, who answers the customer within 30 days with what
 * readCustomerData gives.
 *
 * @returns `ignored` when the payload does not say who asks
 */
export async function recordDataRequest(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  now: Date;
}): Promise<{ outcome: "recorded" | "known" | "ignored" }> {
  const { db, shopId, payload, now } = options;
  const customerGid = readComplianceCustomer(payload);
  const requestId = requestPayload.safeParse(payload).data?.data_request.id;
  if (!customerGid || !requestId) return { outcome: "ignored" };
  const { count } = await db.dataRequest.createMany({
    data: { shopId, requestId, customerGid, requestedAt: now },
    skipDuplicates: true,
  });
  return { outcome: count ? "recorded" : "known" };
}
