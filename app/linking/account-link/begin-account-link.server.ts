import { realTime } from "#app/platform/clock.server.ts";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { OFFER_MINUTES } from "./account-link.ts";

/**
 * Lays an attempt to link for the friend who asked in the talk, and says where its button leads: a page of ours. LINE's
 * link token is asked for there, at the tap.
 */
export async function beginAccountLink(options: {
  db: Db;
  shopId: string;
  channelId: string;
  friendId: string;
  invitationId: string | null;
  locale: Locale;
}): Promise<{ attemptId: string; url: string }> {
  const { db, ...attempt } = options;
  const code = randomCode();
  const at = realTime().getTime();
  // What nobody finished: a day later not even a late tap is told what became of it.
  const dayAgo = new Date(at - 24 * 60 * 60_000);
  await db.accountLinkAttempt.deleteMany({
    where: { shopId: attempt.shopId, expiresAt: { lt: dayAgo } },
  });
  const { id } = await db.accountLinkAttempt.create({
    data: {
      ...attempt,
      startHash: hashCode(code),
      expiresAt: new Date(at + OFFER_MINUTES * 60_000),
    },
  });
  const url = `${env().SHOPIFY_APP_URL}/line/link?${new URLSearchParams({ attempt: code })}`;
  return { attemptId: id, url };
}
