import { findVariant } from "../../state/find.ts";
import { parseGid } from "../../state/ids.ts";
import { isVisibleOrder } from "../query-context.ts";
import type { QueryContext } from "../query-context.ts";
import { abandonedCheckoutObject, abandonedCheckouts } from "./abandoned-checkout.ts";
import { installationObject } from "./app.ts";
import { bulkOperationObject } from "./bulk-operation.ts";
import { customerObject } from "./customer.ts";
import { orderObject } from "./order.ts";
import { mediaObject, productObject, variantObject } from "./product.ts";
import { shopObject } from "./shop.ts";

/** The object behind a gid; null when the shop has no such thing (or the stand-in no such kind). */
export function nodeObject(context: QueryContext, id: string) {
  const parsed = parseGid(id);
  if (!parsed) return null;
  const { shop } = context;
  switch (parsed.kind) {
    case "Customer": {
      const customer = shop.customers.get(parsed.id);
      return customer ? customerObject(context, customer) : null;
    }
    case "Product": {
      const product = shop.products.get(parsed.id);
      return product ? productObject(context, product) : null;
    }
    case "ProductVariant": {
      const found = findVariant(shop, parsed.id);
      return found ? variantObject(context, found.product, found.variant) : null;
    }
    case "MediaImage": {
      const product = [...shop.products.values()].find((each) => each.image.id === parsed.id);
      return product ? mediaObject(context, product) : null;
    }
    case "Order": {
      const order = shop.orders.get(parsed.id);
      return order && isVisibleOrder(context, order.createdAt) ? orderObject(context, order) : null;
    }
    case "AbandonedCheckout": {
      const checkout = abandonedCheckouts(context).find((each) => each.id === parsed.id);
      return checkout ? abandonedCheckoutObject(context, checkout) : null;
    }
    case "BulkOperation": {
      const operation = shop.bulkOperations.get(parsed.id);
      return operation ? bulkOperationObject(context, operation) : null;
    }
    case "AppInstallation":
      return shop.installation?.id === parsed.id ? installationObject(context) : null;
    case "Shop":
      return shop.id === parsed.id ? shopObject(context) : null;
    default:
      return null;
  }
}
