import type { LoginAttempt } from "@prisma/client";
import { createHash, randomBytes } from "node:crypto";
import { authorizeUrl } from "#app/line/login.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import { hashCode, isSameSecret, randomCode, seal, unseal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { callbackUrl, loginStartUrl } from "./channel-addresses.server.ts";
import type { LoginPurpose, LoginRefusal } from "./login-attempt.ts";

/** As long as LINE's own code lives (LINE Login reference, "Issue access token"). Real time, as all of an attempt. */
const LIFE_MS = 10 * 60_000;

/**
 * Lays a login attempt and says where its browser sets out: `/line/start?attempt=CODE`, within 10 minutes, at the
 * top of a tab. The attempt belongs to whichever browser opens that URL first.
 *
 * @param options.customerGid who began it on the storefront; none for a merchant
 * @param options.returnPath where to go in the end, for the caller's own use
 */
export async function beginLogin(options: {
  db: Db;
  shopId: string;
  channelId: string;
  purpose: LoginPurpose;
  customerGid?: string;
  /** The customer's way to a tie; the room of links knows its names. */
  method?: string;
  returnPath: string;
  locale: Locale;
}): Promise<{ attemptId: string; startUrl: string }> {
  const { db, ...attempt } = options;
  const code = randomCode();
  const created = await db.loginAttempt.create({
    data: {
      ...attempt,
      startHash: hashCode(code),
      // Replaced when a browser goes out: until then no callback can find it.
      stateHash: hashCode(randomCode()),
      nonce: randomCode(),
      codeVerifier: "",
      expiresAt: new Date(realTime().getTime() + LIFE_MS),
    },
  });
  return { attemptId: created.id, startUrl: loginStartUrl(code) };
}

export type SentOut =
  /** The browser goes to `url`, with `browserCookie` set for the way back. */
  | { outcome: "out"; url: string; browserCookie: string }
  | { outcome: "refused"; reason: LoginRefusal; locale: Locale | null };

/**
 * Sends a browser out to LINE, and binds the attempt to it. The same browser may set out again (someone went back), with
 * a state of its own each time; another may not.
 *
 * @param options.browserCookie what the browser has from another attempt that is still under way; it is kept, so that
 *   two tabs do not lock each other out
 */
export async function sendToLine(options: {
  db: Db;
  code: string;
  browserCookie: string | null;
}): Promise<SentOut> {
  const { db, code } = options;
  const attempt = await db.loginAttempt.findUnique({ where: { startHash: hashCode(code) } });
  if (!attempt) return { outcome: "refused", reason: "unknown", locale: null };
  const { id, shopId } = attempt;
  const locale = toLocale(attempt.locale);
  if (attempt.expiresAt <= realTime()) return { outcome: "refused", reason: "expired", locale };
  const channel = await db.channel.findUnique({ where: { id: attempt.channelId, shopId } });
  if (!channel?.loginChannelId) return { outcome: "refused", reason: "not_connected", locale };

  const state = randomCode();
  const verifier = randomBytes(32).toString("base64url");
  const browserCookie = isCookie(options.browserCookie) ? options.browserCookie : randomCode();
  const browserHash = hashCode(browserCookie);
  const { count } = await db.loginAttempt.updateMany({
    where: { id, shopId, returnedAt: null, OR: [{ browserHash: null }, { browserHash }] },
    data: {
      browserHash,
      stateHash: hashCode(state),
      codeVerifier: seal(verifier, verifierContext(id)),
    },
  });
  if (count === 0) return { outcome: "refused", reason: "used", locale };
  const url = authorizeUrl({
    loginChannelId: channel.loginChannelId,
    redirectUri: callbackUrl(),
    state,
    nonce: attempt.nonce,
    codeChallenge: createHash("sha256").update(verifier).digest("base64url"),
    botPrompt: "aggressive",
    locale,
  });
  return { outcome: "out", url, browserCookie };
}

/** The attempt that a `state` belongs to; null when it is forged or of another time. Nothing is consumed. */
export async function findReturningLogin(options: {
  db: Db;
  state: string;
}): Promise<{ attemptId: string; purpose: LoginPurpose; locale: Locale } | null> {
  const attempt = await options.db.loginAttempt.findUnique({
    where: { stateHash: hashCode(options.state) },
  });
  if (!attempt) return null;
  const purpose = attempt.purpose === "merchant" ? "merchant" : "customer";
  return { attemptId: attempt.id, purpose, locale: toLocale(attempt.locale) };
}

export type ReturnedLogin = Pick<
  LoginAttempt,
  "id" | "shopId" | "channelId" | "customerGid" | "returnPath" | "nonce"
> & { locale: Locale; codeVerifier: string };

/**
 * Takes a login that came back, exactly once, in the browser that went out. A foreign browser consumes nothing, so that
 * a mailed-around callback does not spoil the login of whose it is.
 */
export async function takeReturnedLogin(options: {
  db: Db;
  attemptId: string;
  browserCookie: string | null;
}): Promise<
  | { outcome: "taken"; login: ReturnedLogin }
  | { outcome: "refused"; reason: LoginRefusal; locale: Locale }
> {
  const { db, attemptId, browserCookie } = options;
  const attempt = await db.loginAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  const locale = toLocale(attempt.locale);
  const refused = (reason: LoginRefusal) => ({ outcome: "refused" as const, reason, locale });
  if (
    !browserCookie ||
    !attempt.browserHash ||
    !isSameSecret(hashCode(browserCookie), attempt.browserHash)
  ) {
    return refused("other_browser");
  }
  if (attempt.returnedAt) return refused("used");
  const now = realTime();
  if (attempt.expiresAt <= now) return refused("expired");
  const { count } = await db.loginAttempt.updateMany({
    where: { id: attemptId, shopId: attempt.shopId, returnedAt: null },
    data: { returnedAt: now },
  });
  if (count === 0) return refused("used");
  const { id, shopId, channelId, customerGid, returnPath, nonce } = attempt;
  const codeVerifier = unseal(attempt.codeVerifier, verifierContext(id));
  return {
    outcome: "taken",
    login: { id, shopId, channelId, customerGid, returnPath, nonce, locale, codeVerifier },
  };
}

const verifierContext = (attemptId: string) => `login-attempt:${attemptId}:verifier`;

/** The form of `randomCode`; anything else in the cookie is not ours. */
const isCookie = (value: string | null): value is string => /^[\w-]{27}$/.test(value ?? "");
