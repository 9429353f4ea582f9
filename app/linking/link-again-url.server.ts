import { toLocale } from "#app/platform/i18n.ts";
import type { Db } from "#app/platform/db.server.ts";
import { storefrontPaths } from "./storefront-paths.ts";
import { storefrontUrl } from "./storefront-url.ts";

/** Where the customer of a login attempt that failed can begin again, on the storefront; null for a merchant's. */
export async function readLinkAgainUrl(options: {
  db: Db;
  attemptId: string;
}): Promise<string | null> {
  const { db, attemptId } = options;
  const attempt = await db.loginAttempt.findUnique({ where: { id: attemptId } });
  if (attempt?.purpose !== "customer") return null;
  const shop = await db.shop.findUniqueOrThrow({ where: { id: attempt.shopId } });
  const { returnPath, locale } = attempt;
  return `${storefrontUrl(shop)}${storefrontPaths.link({ returnPath, locale: toLocale(locale) })}`;
}
