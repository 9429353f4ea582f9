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
import type { CheckoutLineItem } from "./checkout.ts";

/** What one source says about a checkout. A field left out is one that the source does not tell. */
export type CheckoutTold = {
  token?: string | null;
  /** What looks like the token in the recovery URL, for a source that does not tell it. */
  tokenInUrl?: string;
  cartToken?: string | null;
  name: string | null;
  customerGid: string | null;
  recoveryUrl: string | null;
  lineItems: CheckoutLineItem[];
  currency: string;
  totalPrice: string;
  customerLocale?: string | null;
  shopifyCreatedAt: Date;
  shopifyUpdatedAt: Date;
  completedAt: Date | null;
  payloadVersion: string;
};

const lineItem = z
  .object({
    product_id: payloadId.optional(),
    variant_id: payloadId.optional(),
    title: payloadText.optional(),
    variant_title: payloadText.optional(),
    quantity: z.number().int().min(0).max(1_000_000).catch(1),
    price: payloadAmount,
  })
  .transform((line): CheckoutLineItem => ({
    productId: line.product_id ?? null,
    variantId: line.variant_id ?? null,
    title: line.title ?? "",
    variantTitle: line.variant_title ?? null,
    quantity: line.quantity,
    price: line.price,
  }));

const checkoutPayload = z.object({
  token: payloadName,
  cart_token: payloadName,
  name: payloadName,
  created_at: payloadTime,
  updated_at: payloadTime,
  completed_at: payloadTime,
  abandoned_checkout_url: payloadText,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .catch("JPY"),
  total_price: payloadAmount,
  customer_locale: payloadText,
  customer: z
    .object({ admin_graphql_api_id: payloadName, id: payloadId.optional() })
    .nullable()
    .catch(null),
  line_items: payloadList(lineItem).catch([]),
});

/**
 * Reads the payload of `checkouts/create` and `checkouts/update`, of any API version: with or without `id`, with
 * nulls anywhere.
 *
 * @param options.occurredAt when Shopify was triggered
 * @returns null when nothing in it says which checkout is meant
 */
export function readCheckoutPayload(options: {
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): CheckoutTold | null {
  const parsed = checkoutPayload.safeParse(options.payload);
  if (!parsed.success) return null;
  const { data } = parsed;
  if (!data.token && !data.cart_token && !data.name) return null;
  const seenAt = options.occurredAt ?? options.receivedAt;
  const content = {
    token: data.token,
    cartToken: data.cart_token,
    name: data.name,
    customerGid:
      data.customer &&
      payloadGid("Customer", {
        gid: data.customer.admin_graphql_api_id,
        id: data.customer.id,
      }),
    recoveryUrl: data.abandoned_checkout_url,
    lineItems: data.line_items,
    currency: data.currency,
    totalPrice: data.total_price,
    customerLocale: data.customer_locale,
    completedAt: data.completed_at,
  };
  return {
    ...content,
    shopifyCreatedAt: data.created_at ?? data.updated_at ?? seenAt,
    shopifyUpdatedAt: data.updated_at ?? seenAt,
    payloadVersion: payloadVersion({
      updatedAt: data.updated_at,
      occurredAt: options.occurredAt,
      content,
    }),
  };
}
