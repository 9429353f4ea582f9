import { hashCode, unseal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { findLiffApp, type LiffApp } from "./find-liff-app.server.ts";
import { emailContext } from "./identify-liff-visitor.server.ts";
import { readLiffCookie } from "./liff-cookie.server.ts";

/** Who LINE said it is, in this browser. */
export type LiffVisitor = {
  lineUserId: string;
  displayName: string | null;
  pictureUrl: string | null;
  /** LINE's verified e-mail, where granted */
  email: string | null;
};

export type LiffVisit =
  | { outcome: "known"; app: LiffApp; visitor: LiffVisitor; locale: Locale }
  /** Nobody was identified here, or long ago: LIFF says it again. */
  | { outcome: "unidentified"; app: LiffApp; locale: Locale }
  | { outcome: "no_app"; locale: Locale };

/**
 * Who is on a LIFF page: whom LINE's signature last named in this browser. Nothing that the page posts says so.
 *
 * @param options.realTime real time: the session is a token
 */
export async function authenticateLiff(options: {
  db: Db;
  request: Request;
  loginChannelId: string;
  realTime: Date;
}): Promise<LiffVisit> {
  const { db, request, loginChannelId, realTime } = options;
  const locale = liffLocale(request);
  const app = await findLiffApp({ db, loginChannelId });
  if (!app) return { outcome: "no_app", locale };
  const browser = await readLiffCookie(request);
  const session =
    browser &&
    (await db.liffSession.findFirst({
      where: {
        shopId: app.shop.id,
        channelId: app.channelId,
        browserHash: hashCode(browser),
        expiresAt: { gt: realTime },
      },
      orderBy: { identifiedAt: "desc" },
    }));
  if (!session) return { outcome: "unidentified", app, locale };
  const { lineUserId, displayName, pictureUrl, sealedEmail } = session;
  const email = sealedEmail && unseal(sealedEmail, emailContext(app.shop.id, lineUserId));
  return { outcome: "known", app, visitor: { lineUserId, displayName, pictureUrl, email }, locale };
}

/** The page's language: as its links say, or the phone's. */
export function liffLocale(request: Request): Locale {
  const told = new URL(request.url).searchParams.get("lang");
  return toLocale(told ?? request.headers.get("accept-language"));
}
