import { recordFriendship } from "#app/friends/record-friendship.server.ts";
import { recordProfile } from "#app/friends/record-profile.server.ts";
import { verifyIdToken } from "#app/line/login.server.ts";
import { hashCode, seal } from "#app/platform/crypto.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import type { LiffApp } from "./find-liff-app.server.ts";

/**
 * Why nobody is known.
 *
 * - `no_browser`: the request does not come from a page of ours
 * - `id_token`: forged, for another channel, or past its end
 * - `replayed`: another browser has shown this id token before
 * - `unclear`: LINE did not tell its keys
 */
export type IdentifyRefusal = "no_browser" | "id_token" | "replayed" | "unclear";

/** As long as one sits at a form; the LIFF page is opened anew in a moment. */
const SESSION_MS = 30 * 60_000;
/** LINE's id tokens have all ended by then, so none of them can come again. */
const KEPT_MS = 24 * 60 * 60_000;

/**
 * Says who opened the LIFF page, by LINE's signature alone, and binds the id token to the browser that shows it first.
 * Whoever opens it becomes known as a friend, with the name and picture that LINE signed.
 *
 * @param options.browser the value of this browser's cookie
 */
export async function identifyLiffVisitor(options: {
  db: Database;
  app: LiffApp;
  idToken: string;
  browser: string | null;
  now: Date;
  realTime: Date;
}): Promise<{ outcome: "identified" } | { outcome: "refused"; reason: IdentifyRefusal }> {
  const { db, app, idToken, browser, now, realTime } = options;
  if (!browser) return { outcome: "refused", reason: "no_browser" };
  const person = await verifyIdToken({ ...app.login, idToken, nonce: null });
  if (person.outcome === "unclear") return { outcome: "refused", reason: "unclear" };
  if (person.outcome === "refused") return { outcome: "refused", reason: "id_token" };

  const shopId = app.shop.id;
  const { channelId } = app;
  const { lineUserId, displayName, pictureUrl, email } = person;
  const browserHash = hashCode(browser);
  const times = {
    identifiedAt: realTime,
    expiresAt: new Date(realTime.getTime() + SESSION_MS),
  };
  return db.$transaction(async (tx) => {
    await tx.liffSession.deleteMany({
      where: { shopId, identifiedAt: { lt: new Date(realTime.getTime() - KEPT_MS) } },
    });
    await tx.liffSession.createMany({
      data: {
        shopId,
        channelId,
        browserHash,
        idTokenHash: hashCode(idToken),
        lineUserId,
        displayName,
        pictureUrl,
        sealedEmail: email && seal(email, emailContext(shopId, lineUserId)),
        ...times,
      },
      skipDuplicates: true,
    });
    const { count } = await tx.liffSession.updateMany({
      where: { idTokenHash: hashCode(idToken), shopId, browserHash },
      data: times,
    });
    if (count === 0) return { outcome: "refused", reason: "replayed" };
    const { friendId } = await recordFriendship({
      db: tx,
      shopId,
      channelId,
      lineUserId,
      // A LIFF page does not tell on the server whether they are friends.
      isFriend: null,
      source: "liff",
      at: now,
    });
    const profile = {
      displayName: displayName ?? undefined,
      pictureUrl: pictureUrl ?? undefined,
    };
    await recordProfile({ db: tx, shopId, friendId, profile });
    return { outcome: "identified" };
  });
}

/** What LINE's e-mail of a session is sealed with. */
export const emailContext = (shopId: string, lineUserId: string) =>
  `liff-email:${shopId}:${lineUserId}`;
