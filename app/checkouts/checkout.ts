import { z } from "zod";

/** One item as the `line_items` column holds it: what a message draws of it, and what a cart permalink and Shopify's product reads need. */
export const checkoutLineItem = z.object({
  /** Digits of Shopify's ids; null for an item that is no product of the shop. */
  productId: z.string().nullable(),
  variantId: z.string().nullable(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  quantity: z.number().int(),
  /** Price of one, as a decimal text in the checkout's currency. */
  price: z.string(),
});

export type CheckoutLineItem = z.infer<typeof checkoutLineItem>;

/** `open`: may still be recovered. `completed`: became an order. */
export type CheckoutState = "open" | "completed" | "deleted";

export function checkoutState(checkout: {
  completedAt: Date | null;
  deletedAt: Date | null;
}): CheckoutState {
  if (checkout.completedAt) return "completed";
  return checkout.deletedAt ? "deleted" : "open";
}
