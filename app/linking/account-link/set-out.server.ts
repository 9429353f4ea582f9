import { readChannel } from "#app/channels/read-channel.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { isWayOpen } from "../is-way-open.server.ts";
import { storefrontPaths } from "../storefront-paths.ts";
import { storefrontUrl } from "../storefront-url.ts";
import { type AccountLinkRefusal, READING_MS } from "./account-link.ts";
import { renewLinkToken } from "./renew-link-token.server.ts";

export type SetOut =
  /** The browser goes to `url`, on the storefront, with `browserCookie` set for a second tap. */
  | { outcome: "out"; url: string; browserCookie: string }
  | { outcome: "refused"; reason: AccountLinkRefusal; locale: Locale | null };

/**
 * A tap on the button in the talk: asks LINE for the friend's link token, and leads the browser to the storefront's page.
 * The attempt belongs to the browser that taps first; the same one may come again.
 *
 * @param options.code stands in the button's address
 * @param options.browserCookie what the browser has from another attempt that is still under way
 */
export async function setOut(options: {
  db: Db;
  code: string;
  browserCookie: string | null;
  now: Date;
}): Promise<SetOut> {
  const { db, code, now } = options;
  const attempt = await db.accountLinkAttempt.findUnique({
    where: { startHash: hashCode(code) },
    include: { shop: true, friend: true },
  });
  if (!attempt) return { outcome: "refused", reason: "unknown", locale: null };
  const { id, shopId, shop, friend } = attempt;
  const locale = toLocale(attempt.locale);
  const refused = (reason: AccountLinkRefusal) => ({
    outcome: "refused" as const,
    reason,
    locale,
  });
  if (attempt.expiresAt <= realTime()) return refused("expired");
  const channel = await readChannel({ db, shopId });
  if (shop.uninstalledAt || channel?.id !== attempt.channelId) return refused("not_connected");
  if (!(await isWayOpen({ db, shopId, method: "account_link" }))) return refused("closed");

  const pageCode = randomCode();
  const browserCookie = isCookie(options.browserCookie) ? options.browserCookie : randomCode();
  const browserHash = hashCode(browserCookie);
  const { count } = await db.accountLinkAttempt.updateMany({
    where: {
      id,
      shopId,
      state: { in: ["offered", "started", "asked"] },
      OR: [{ browserHash: null }, { browserHash }],
    },
    data: {
      browserHash,
      pageHash: hashCode(pageCode),
      expiresAt: new Date(realTime().getTime() + READING_MS),
    },
  });
  if (count === 0) return refused("used");
  const token = await renewLinkToken({
    db,
    attempt,
    lineUserId: friend.lineUserId,
    credentials: channel.credentials,
  });
  if (token.outcome === "refused") return refused(token.reason);
  const first = await db.accountLinkAttempt.updateMany({
    where: { id, shopId, state: "offered" },
    data: { state: "started" },
  });
  // Whoever was invited set out with the tap on the invitation.
  if (first.count > 0 && !attempt.invitationId) {
    await countLinkStep({ db, shopId, method: "account_link", step: "started", now });
  }
  const path = storefrontPaths.talk({ code: pageCode, locale });
  return { outcome: "out", url: `${storefrontUrl(shop)}${path}`, browserCookie };
}

/** The form of `randomCode`; anything else in the cookie is not ours. */
const isCookie = (value: string | null): value is string => /^[\w-]{27}$/.test(value ?? "");
