import { fixedT, type Locale } from "#app/platform/i18n.ts";
import type { SampleProduct } from "#app/shopify/operations/read-sample-products.server.ts";
import type { DrawnItem } from "./recovery-message.ts";

const MADE_UP_PRICES = ["4900", "2400", "1800", "3200"];

/**
 * A cart to look at, of the store's own products; of made-up ones where there are too few.
 *
 * @param options.count how many lines the cart has
 * @param options.url where image and name lead
 */
export function sampleItems(options: {
  products: SampleProduct[];
  count: number;
  locale: Locale;
  url: string | null;
}): DrawnItem[] {
  const { products, count, locale, url } = options;
  const t = fixedT(locale, "recovery");
  return Array.from({ length: count }, (_, index) => {
    const product = products[index] ?? {
      name: t("sample.product", { number: index + 1 }),
      variant: null,
      price: MADE_UP_PRICES[index % MADE_UP_PRICES.length]!,
      imageUrl: null,
    };
    return { ...product, quantity: 1, url };
  });
}
