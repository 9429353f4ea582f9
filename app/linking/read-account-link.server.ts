import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { isWayOpen } from "./is-way-open.server.ts";
import { maskName } from "./mask.ts";
import { readLinkStatus } from "./read-link-status.server.ts";
import { createStartTicket } from "./start-ticket.server.ts";

/** What the customer account extension shows. */
export type AccountLink =
  /** `friendName` is masked; `addFriendUrl` is there while they have not added the account. */
  | { state: "linked"; friendName: string | null; addFriendUrl: string | null }
  /** A tap on `startUrl` begins to link. */
  | { state: "not_linked"; startUrl: string }
  /** There is nothing to offer: no channel is connected, or the merchant has closed this way. */
  | { state: "not_connected" | "closed" };

/**
 * Whether a customer is linked, as their account page shows it. Writes nothing: an account is looked at more often than
 * linked.
 */
export async function readAccountLink(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  locale: Locale;
}): Promise<AccountLink> {
  const { db, shopId, customerGid, locale } = options;
  const status = await readLinkStatus({ db, shopId, customerGid });
  switch (status.state) {
    case "linked":
      return {
        state: "linked",
        friendName: maskName(status.friendName),
        addFriendUrl: status.isFollowing ? null : status.addFriendUrl,
      };
    case "not_connected":
      return { state: "not_connected" };
    case "not_linked": {
      if (!(await isWayOpen({ db, shopId, method: "customer_account" }))) {
        return { state: "closed" };
      }
      const ticket = createStartTicket({ shopId, customerGid, locale, realTime: realTime() });
      const query = new URLSearchParams({ ticket });
      return { state: "not_linked", startUrl: `${env().SHOPIFY_APP_URL}/line/begin?${query}` };
    }
  }
}
