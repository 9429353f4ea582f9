import type { Shop } from "@prisma/client";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { bearerToken, verifyCustomerToken } from "#app/shopify/verify-session-token.server.ts";
import { answerExtension } from "#app/shops/extension-answer.server.ts";

export type AccountVisit = { shop: Shop; customerGid: string; locale: Locale };

/**
 * Who looks at their customer account, and at which shop, by the session token of our extension alone. Nothing else of
 * the request says who somebody is.
 *
 * @throws Response 401 `{ error: "token" }`, or 403 `{ error: "logged_out" }` for somebody who has only opened the link
 *   of an order, or 404 `{ error: "unknown_shop" }`
 */
export async function authenticateCustomerAccount(options: {
  db: Db;
  request: Request;
}): Promise<AccountVisit> {
  const { db, request } = options;
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: secret } = env();
  const token = bearerToken(request);
  const verdict = await verifyCustomerToken({ token, apiKey, secret, realTime: realTime() });
  if (verdict.outcome === "refused") throw answerExtension({ error: "token" }, 401);
  if (!verdict.customerGid) throw answerExtension({ error: "logged_out" }, 403);
  const shop = await db.shop.findUnique({ where: { domain: verdict.shopDomain } });
  if (!shop || shop.uninstalledAt) throw answerExtension({ error: "unknown_shop" }, 404);
  const told = new URL(request.url).searchParams.get("lang");
  return { shop, customerGid: verdict.customerGid, locale: toLocale(told ?? shop.locale) };
}
