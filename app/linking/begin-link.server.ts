import { beginLogin } from "#app/channels/login-attempt.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { countLinkStep } from "./count-link-step.server.ts";
import { isWayOpen } from "./is-way-open.server.ts";
import { readLinkStatus } from "./read-link-status.server.ts";
import { toReturnPath } from "./return-path.ts";

export type BeginOutcome =
  /** The browser goes to `startUrl`, at the top of the tab: a page of our own that sends it out to LINE. */
  | { outcome: "begun"; startUrl: string }
  | { outcome: "already_linked" }
  | { outcome: "not_connected" }
  /** The merchant has closed this way. */
  | { outcome: "closed" };

/**
 * Begins to link a customer whom Shopify has named: who is logged in to the storefront, or to the customer account. Nothing
 * is tied yet: LINE says who is on the other side, and the customer confirms both.
 *
 * @param options.returnTo where on the storefront the customer was; anything but a path of the storefront is its front
 *   page
 */
export async function beginLink(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  method?: "storefront" | "customer_account";
  returnTo: string | null;
  locale: Locale;
  now: Date;
}): Promise<BeginOutcome> {
  const { db, shopId, customerGid, returnTo, locale, now, method = "storefront" } = options;
  const status = await readLinkStatus({ db, shopId, customerGid });
  if (status.state === "linked") return { outcome: "already_linked" };
  if (status.state === "not_connected") return { outcome: "not_connected" };
  if (!(await isWayOpen({ db, shopId, method }))) return { outcome: "closed" };
  await forgetOldAttempts(db, shopId);
  const { startUrl } = await beginLogin({
    db,
    shopId,
    channelId: status.channelId,
    purpose: "customer",
    customerGid,
    method,
    returnPath: toReturnPath(returnTo),
    locale,
  });
  await countLinkStep({ db, shopId, method, step: "started", now });
  return { outcome: "begun", startUrl };
}

/** Attempts that nobody finished hold LINE names. A day later not even a late tap is told what became of them. */
async function forgetOldAttempts(db: Db, shopId: string): Promise<void> {
  const dayAgo = new Date(realTime().getTime() - 24 * 60 * 60_000);
  await db.loginAttempt.deleteMany({ where: { shopId, expiresAt: { lt: dayAgo } } });
}
