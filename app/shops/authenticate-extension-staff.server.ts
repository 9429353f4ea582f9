import type { Shop } from "@prisma/client";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { bearerToken, verifyStaffToken } from "#app/shopify/verify-session-token.server.ts";
import { answerExtension } from "./extension-answer.server.ts";

/**
 * Who uses an extension inside Shopify's admin, and for which shop, by the session token alone. Nothing is installed by
 * it: a shop that has not opened the app has nothing to show.
 *
 * @throws Response 401 `{ error: "token" }` or 404 `{ error: "unknown_shop" }`
 */
export async function authenticateExtensionStaff(options: {
  db: Db;
  request: Request;
}): Promise<{ shop: Shop; staff: { id: string } }> {
  const { db, request } = options;
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: secret } = env();
  const token = bearerToken(request);
  const verdict = await verifyStaffToken({ token, apiKey, secret, realTime: realTime() });
  if (verdict.outcome === "refused") throw answerExtension({ error: "token" }, 401);
  const shop = await db.shop.findUnique({ where: { domain: verdict.shopDomain } });
  if (!shop || shop.uninstalledAt) throw answerExtension({ error: "unknown_shop" }, 404);
  return { shop, staff: { id: verdict.staffId } };
}
