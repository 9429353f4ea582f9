type Keys = {
  token?: string | null;
  cartToken?: string | null;
  name?: string | null;
  customerGid?: string | null;
};

/**
 * What to hold while a checkout, its order or its customer is written: the checkout looks for orders, the order for
 * checkouts, and each would miss the other that is not committed yet.
 */
export function checkoutLocks(shopId: string, keys: Keys): string[] {
  const { token, cartToken, name, customerGid } = keys;
  return [
    token && `${shopId} checkout ${token}`,
    cartToken && `${shopId} cart ${cartToken}`,
    name && `${shopId} checkout ${name}`,
    customerGid && `${shopId} ${customerGid}`,
  ].filter((name) => typeof name === "string");
}

/** The names under which a deletion of this checkout may be remembered. */
export function deletionKeys({ token, cartToken, name }: Keys): string[] {
  return [
    token && `token:${token}`,
    cartToken && `cart:${cartToken}`,
    name && `name:${name}`,
  ].filter((key) => typeof key === "string");
}
