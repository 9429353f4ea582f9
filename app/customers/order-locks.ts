/**
 * What to hold while an order is written. The names of checkout and cart are those that the checkout's writer holds
 * (app/checkouts/checkout-keys.ts): each looks for the other.
 */
export function orderLocks(
  shopId: string,
  order: {
    shopifyGid: string;
    checkoutToken?: string | null;
    cartToken?: string | null;
    customerGid?: string | null;
  },
): string[] {
  const { shopifyGid, checkoutToken, cartToken, customerGid } = order;
  return [
    `${shopId} ${shopifyGid}`,
    checkoutToken && `${shopId} checkout ${checkoutToken}`,
    cartToken && `${shopId} cart ${cartToken}`,
    customerGid && `${shopId} ${customerGid}`,
  ].filter((name) => typeof name === "string");
}
