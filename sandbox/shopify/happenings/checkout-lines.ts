import { findVariant, isAvailable } from "../state/find.ts";
import { newToken } from "../state/ids.ts";
import type { CartLine, PurchaseLine } from "../state/purchases.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";

/** Turns cart lines into what is bought; what does not exist or is out of stock is left out. */
export function purchaseLines(
  simulation: Simulation,
  shop: ShopState,
  lines: readonly CartLine[],
): PurchaseLine[] {
  return lines.flatMap((line): PurchaseLine[] => {
    const found = findVariant(shop, line.variantId);
    if (!found || line.quantity < 1 || !isAvailable(found.variant)) return [];
    const { product, variant } = found;
    return [
      {
        id: simulation.ids.next("LineItem"),
        key: line.key || newToken(),
        productId: product.id,
        variantId: variant.id,
        title: product.title,
        variantTitle: variant.title === "Default Title" ? "" : variant.title,
        sku: variant.sku,
        vendor: product.vendor,
        price: variant.price,
        grams: variant.grams,
        quantity: line.quantity,
      },
    ];
  });
}
