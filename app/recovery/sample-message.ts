import { fixedT, type Locale } from "#app/platform/i18n.ts";
import type { SampleProduct } from "#app/shopify/operations/read-sample-products.server.ts";
import { buildRecoveryMessage, type DrawnItem, type FlexMessage } from "./recovery-message.ts";
import type { RecoveryContent } from "./recovery-step.ts";
import { inOutsideBrowser } from "./recovery-urls.ts";

const MADE_UP_PRICES = ["4900", "2400", "1800", "3200"];

/**
 * A step's message about a cart to look at, of the store's own products; of made-up ones where there are too few.
 *
 * @param options.count how many lines the cart has
 * @param options.url where everything in it leads
 */
export function buildSampleMessage(options: {
  content: RecoveryContent;
  products: SampleProduct[];
  count: number;
  currency: string;
  recipientName: string | null;
  url: string;
  locale: Locale;
}): FlexMessage {
  const { content, products, count, currency, recipientName, url, locale } = options;
  const t = fixedT(locale, "recovery");
  const items = Array.from({ length: count }, (_, index): DrawnItem => {
    const product = products[index] ?? {
      name: t("sample.product", { number: index + 1 }),
      variant: null,
      price: MADE_UP_PRICES[index % MADE_UP_PRICES.length]!,
      imageUrl: null,
    };
    return { ...product, quantity: 1, url };
  });
  const urls = { checkout: inOutsideBrowser(url), preferences: url };
  return buildRecoveryMessage({ content, items, currency, recipientName, urls, locale });
}
