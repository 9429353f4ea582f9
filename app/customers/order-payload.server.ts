import { z } from "zod";
import { payloadVersion } from "#app/shopify/payload-version.server.ts";
import {
  payloadAmount,
  payloadGid,
  payloadId,
  payloadList,
  payloadName,
  payloadText,
  payloadTime,
} from "#app/shopify/webhook-payload.ts";

const orderPayload = z.object({
  admin_graphql_api_id: payloadName,
  id: payloadId,
  name: payloadName,
  checkout_token: payloadName,
  cart_token: payloadName,
  created_at: payloadTime,
  updated_at: payloadTime,
  cancelled_at: payloadTime,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .catch("JPY"),
  total_price: payloadAmount,
  customer: z.object({ admin_graphql_api_id: payloadName, id: payloadId }).nullable().catch(null),
});

/** Reads the payload of `orders/*`. Returns null when it does not say which order is meant. */
export function readOrderPayload(options: {
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}) {
  const parsed = orderPayload.safeParse(options.payload);
  if (!parsed.success) return null;
  const { data } = parsed;
  const shopifyGid = payloadGid("Order", { gid: data.admin_graphql_api_id, id: data.id });
  if (!shopifyGid) return null;
  const seenAt = options.occurredAt ?? options.receivedAt;
  const content = {
    shopifyGid,
    name: data.name,
    checkoutToken: data.checkout_token,
    cartToken: data.cart_token,
    customerGid:
      data.customer &&
      payloadGid("Customer", { gid: data.customer.admin_graphql_api_id, id: data.customer.id }),
    currency: data.currency,
    totalPrice: data.total_price,
    cancelledAt: data.cancelled_at,
  };
  return {
    ...content,
    shopifyCreatedAt: data.created_at ?? data.updated_at ?? seenAt,
    shopifyUpdatedAt: data.updated_at,
    payloadVersion: payloadVersion({
      updatedAt: data.updated_at,
      occurredAt: options.occurredAt,
      content,
    }),
  };
}

const transaction = z.object({
  kind: payloadText,
  status: payloadText,
  amount: payloadAmount,
});

const refundPayload = z.object({
  admin_graphql_api_id: payloadName,
  id: payloadId,
  order_id: payloadId,
  created_at: payloadTime,
  transactions: payloadList(transaction).catch([]),
});

/** Money that went back, or is on its way: what failed never will be. */
const PAID_BACK = new Set(["success", "pending"]);

/** Reads the payload of `refunds/create`. Returns null when it does not say which refund of which order is meant. */
export function readRefundPayload(payload: unknown) {
  const parsed = refundPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { data } = parsed;
  const shopifyGid = payloadGid("Refund", { gid: data.admin_graphql_api_id, id: data.id });
  const orderGid = payloadGid("Order", { gid: null, id: data.order_id });
  if (!shopifyGid || !orderGid) return null;
  return {
    shopifyGid,
    orderGid,
    createdAt: data.created_at,
    // A refund that only restocks has no transaction, and gives nothing back.
    amounts: data.transactions
      .filter(({ kind, status }) => kind === "refund" && PAID_BACK.has(status ?? ""))
      .map(({ amount }) => amount),
  };
}
