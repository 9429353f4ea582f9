import type { Customer, Product, ShopState, Variant } from "./shop-state.ts";

export function findVariant(
  shop: ShopState,
  variantId: number,
): { product: Product; variant: Variant } | null {
  for (const product of shop.products.values()) {
    const variant = product.variants.find((each) => each.id === variantId);
    if (variant) return { product, variant };
  }
  return null;
}

export function findProductByHandle(shop: ShopState, handle: string): Product | null {
  return [...shop.products.values()].find((product) => product.handle === handle) ?? null;
}

/** The customer with this address; Shopify keeps e-mail addresses unique per shop, whatever their case. */
export function findCustomerByEmail(shop: ShopState, email: string): Customer | null {
  const wanted = email.trim().toLowerCase();
  return (
    [...shop.customers.values()].find((customer) => customer.email?.toLowerCase() === wanted) ??
    null
  );
}

export function isAvailable(variant: Variant): boolean {
  return variant.stock > 0 || variant.policy === "CONTINUE";
}
