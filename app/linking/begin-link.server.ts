import { beginLogin } from "#app/channels/login-attempt.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { readLinkStatus } from "./read-link-status.server.ts";
import { toReturnPath } from "./return-path.ts";

export type BeginOutcome =
  /** The browser goes to `startUrl`, at the top of the tab: a page of our own that sends it out to LINE. */
  | { outcome: "begun"; startUrl: string }
  | { outcome: "already_linked" }
  | { outcome: "not_connected" };

/**
 * Begins to link the customer who is logged in to the storefront. Nothing is tied yet: LINE says who is on the other
 * side, and the customer confirms both.
 *
 * @param options.returnTo where on the storefront the customer was; anything but a path of the storefront is its front
 *   page
 */
export async function beginLink(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  returnTo: string | null;
  locale: Locale;
}): Promise<BeginOutcome> {
  const { db, shopId, customerGid, returnTo, locale } = options;
  const status = await readLinkStatus({ db, shopId, customerGid });
  if (status.state === "linked") return { outcome: "already_linked" };
  if (status.state === "not_connected") return { outcome: "not_connected" };
  await forgetOldAttempts(db, shopId);
  const { startUrl } = await beginLogin({
    db,
    shopId,
    channelId: status.channelId,
    purpose: "customer",
    customerGid,
    returnPath: toReturnPath(returnTo),
    locale,
  });
  return { outcome: "begun", startUrl };
}

/** Attempts that nobody finished hold LINE names. A day later not even a late tap is told what became of them. */
async function forgetOldAttempts(db: Db, shopId: string): Promise<void> {
  const dayAgo = new Date(realTime().getTime() - 24 * 60 * 60_000);
  await db.loginAttempt.deleteMany({ where: { shopId, expiresAt: { lt: dayAgo } } });
}
