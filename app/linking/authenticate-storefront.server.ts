import type { Shop } from "@prisma/client";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { type AppProxyRefusal, verifyAppProxy } from "#app/shopify/verify-app-proxy.server.ts";
import { storefrontUrl } from "./storefront-url.ts";

export type Visit = {
  shop: Pick<Shop, "id" | "domain" | "name" | "locale">;
  /** Where the storefront stands, without a slash at the end */
  storefrontUrl: string;
  /** The customer who is logged in to the storefront, by Shopify's word; null when nobody is */
  customerGid: string | null;
  locale: Locale;
};
export type StorefrontVerdict =
  | ({ outcome: "visit" } & Visit)
  | { outcome: "refused"; reason: AppProxyRefusal | "unknown_shop"; locale: Locale };

/** Who visits, through the app proxy, and at which shop. What is not freshly signed by Shopify is refused. */
export async function authenticateStorefront(options: {
  db: Db;
  request: Request;
}): Promise<StorefrontVerdict> {
  const { db, request } = options;
  const url = new URL(request.url);
  const told = url.searchParams.get("lang") ?? request.headers.get("accept-language");
  const verdict = verifyAppProxy({ url, secret: env().SHOPIFY_API_SECRET, realTime: realTime() });
  if (verdict.outcome === "refused") {
    return { outcome: "refused", reason: verdict.reason, locale: toLocale(told) };
  }
  const shop = await db.shop.findUnique({ where: { domain: verdict.shopDomain } });
  if (!shop || shop.uninstalledAt) {
    return { outcome: "refused", reason: "unknown_shop", locale: toLocale(told) };
  }
  return {
    outcome: "visit",
    shop,
    storefrontUrl: storefrontUrl(shop),
    customerGid: verdict.customerGid,
    locale: toLocale(told ?? shop.locale),
  };
}
