import type { Db } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { beginLink } from "./begin-link.server.ts";
import { readStartTicket } from "./start-ticket.server.ts";
import { storefrontPaths } from "./storefront-paths.ts";
import { storefrontUrl } from "./storefront-url.ts";

/** Where the storefront leads to the customer's account, whichever kind of accounts the shop has. */
const ACCOUNT = "/account";

export type BegunFromAccount =
  | { outcome: "goes"; url: string }
  | {
      outcome: "refused";
      reason: "unknown" | "expired" | "not_connected" | "closed";
      locale: Locale | null;
    };

/**
 * Begins to link the customer for whom the account page made a ticket. From here on it is the way of the storefront: LINE
 * says who is on the other side, and the confirmation stands on the storefront, where Shopify says who is logged in.
 */
export async function beginFromAccount(options: {
  db: Db;
  ticket: string;
  now: Date;
  realTime: Date;
}): Promise<BegunFromAccount> {
  const { db, now, realTime } = options;
  const ticket = readStartTicket(options.ticket, realTime);
  if (ticket.outcome === "refused") return { ...ticket, locale: null };
  const { shopId, customerGid, locale } = ticket;
  const shop = await db.shop.findUnique({ where: { id: shopId } });
  if (!shop || shop.uninstalledAt) return { outcome: "refused", reason: "not_connected", locale };
  const begun = await beginLink({
    db,
    shopId,
    customerGid,
    method: "customer_account",
    returnTo: ACCOUNT,
    locale,
    now,
  });
  switch (begun.outcome) {
    case "begun":
      return { outcome: "goes", url: begun.startUrl };
    case "already_linked": {
      // Another tab was quicker: the storefront's page shows the link, to whom Shopify says it belongs.
      const path = storefrontPaths.link({ returnPath: ACCOUNT, locale });
      return { outcome: "goes", url: `${storefrontUrl(shop)}${path}` };
    }
    case "not_connected":
    case "closed":
      return { outcome: "refused", reason: begun.outcome, locale };
  }
}
