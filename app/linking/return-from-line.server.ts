import { now, realTime } from "#app/platform/clock.server.ts";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { countAttemptStep } from "./count-attempt-step.server.ts";
import { storefrontPaths } from "./storefront-paths.ts";
import { storefrontUrl } from "./storefront-url.ts";

/** To read the page and decide, however long the login took. Real time. */
const READING_TIME_MS = 10 * 60_000;

/**
 * Keeps who logged in to LINE on the attempt, and leads back to the storefront: there, through the app proxy, Shopify
 * says again who is logged in, and only the customer who began can confirm.
 *
 * @param options.attemptId an attempt that has just been taken, in the browser that went out, with an id token that
 *   was verified
 * @param options.isFriend whether LINE says they have added the bot; null when it did not say
 * @returns the URL of the confirmation page, with a code that nobody else knows
 */
export async function returnFromLine(options: {
  db: Db;
  shopId: string;
  attemptId: string;
  lineUserId: string;
  displayName: string | null;
  pictureUrl: string | null;
  isFriend: boolean | null;
}): Promise<{ url: string }> {
  const { db, shopId, attemptId, lineUserId, displayName, pictureUrl, isFriend } = options;
  const shop = await db.shop.findUniqueOrThrow({ where: { id: shopId } });
  const code = randomCode();
  const attempt = await db.loginAttempt.update({
    where: { id: attemptId, shopId, purpose: "customer" },
    data: {
      confirmHash: hashCode(code),
      lineUserId,
      lineDisplayName: displayName,
      linePictureUrl: pictureUrl,
      isFriend,
      expiresAt: new Date(realTime().getTime() + READING_TIME_MS),
    },
  });
  await countAttemptStep({ db, attempt, step: "proved", now: now() });
  return { url: `${storefrontUrl(shop)}${storefrontPaths.confirm(code, attempt.locale)}` };
}
