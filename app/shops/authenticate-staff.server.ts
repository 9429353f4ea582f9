import type { Shop } from "@prisma/client";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { type Locale, requestLocale } from "#app/platform/i18n.ts";
import { authenticate } from "#app/shopify/shopify.server.ts";
import { ensureShop } from "./ensure-shop.server.ts";

export type Staff = {
  shop: Pick<
    Shop,
    | "id"
    | "domain"
    | "name"
    | "timeZone"
    | "currency"
    | "locale"
    | "storefrontUrl"
    | "setupDismissedAt"
  >;
  /** Shopify's id of the person, from the session token. */
  staff: { id: string };
  /** The person's language in Shopify admin; told on the document request only. */
  locale: Locale;
};

/**
 * Who opens this page in Shopify admin, and for which shop. The first visit installs the shop.
 *
 * @throws Response when there is no valid session token: Shopify's library answers with a bounce or a 401
 */
export async function authenticateStaff(request: Request): Promise<Staff> {
  const { session, sessionToken } = await authenticate.admin(request);
  // The token of a customer account extension has the same signature and audience; the library does not tell them apart.
  if (!isStaff(sessionToken?.sub)) throw new Response(null, { status: 401 });
  const shop = await ensureShop({ db, domain: session.shop, now: now() });
  return {
    shop,
    staff: { id: sessionToken.sub },
    locale: requestLocale(request),
  };
}

/** A person's number at Shopify; a customer is named by `gid://shopify/Customer/…`. */
function isStaff(subject: string | undefined): boolean {
  return /^\d+$/.test(subject ?? "");
}
