import { seal } from "#app/platform/crypto.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { takeRate } from "#app/platform/take-rate.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { linkCodeWanted } from "../linking-happenings.ts";
import { parseLinkAddress } from "./link-address.ts";
import { CODE_LIFE_MS } from "./link-code.server.ts";
import { askLimits } from "./link-limits.ts";

export type AskOutcome =
  /** The same, and after the same work, whether or not a customer has this address: a job looks them up. */
  { outcome: "asked" } | { outcome: "invalid" } | { outcome: "limited"; retryAfterSeconds: number };

/**
 * Takes the address that a LINE user typed. A code they asked for before ends: one at a time.
 *
 * @param options.ip the client's address, if known
 */
export async function askForCode(options: {
  db: Database;
  shop: { id: string; country: string };
  channelId: string;
  lineUserId: string;
  typed: string;
  ip: string | null;
  locale: Locale;
  now: Date;
  realTime: Date;
}): Promise<AskOutcome> {
  const { db, shop, channelId, lineUserId, typed, ip, locale, now, realTime } = options;
  const shopId = shop.id;
  const address = parseLinkAddress({ typed, country: shop.country });
  if (!address) return { outcome: "invalid" };
  const limits = askLimits({ lineUserId, address: address.value, ip });
  const rate = await takeRate({ db, shopId, limits, realTime });
  if (rate.outcome === "limited") return rate;
  const proofId = crypto.randomUUID();
  await db.$transaction(async (tx) => {
    await endProofs({ db: tx, shopId, channelId, lineUserId, realTime });
    await tx.linkProof.create({
      data: {
        id: proofId,
        shopId,
        channelId,
        lineUserId,
        sealedAddress: seal(JSON.stringify(address), addressContext(proofId)),
        locale,
        createdAt: realTime,
        expiresAt: new Date(realTime.getTime() + CODE_LIFE_MS),
      },
    });
    await enqueue(tx, linkCodeWanted, { shopId, proofId }, { maxAttempts: MAIL_ATTEMPTS });
    await countLinkStep({ db: tx, shopId, method: "form", step: "started", now });
  });
  return { outcome: "asked" };
}

/** With exponential back-off as long as a code lives. */
const MAIL_ATTEMPTS = 7;

/** What the address that was typed is sealed with. */
export const addressContext = (proofId: string) => `link-proof:${proofId}:address`;

/** Ends what a LINE user has claimed so far and not confirmed. What is a day old is forgotten, whoever's it is. */
export async function endProofs(options: {
  db: Pick<Database, "linkProof">;
  shopId: string;
  channelId: string;
  lineUserId: string;
  realTime: Date;
}): Promise<void> {
  const { db, shopId, channelId, lineUserId, realTime } = options;
  await db.linkProof.updateMany({
    where: { shopId, channelId, lineUserId, usedAt: null, expiresAt: { gt: realTime } },
    data: { expiresAt: realTime, sealedAddress: null },
  });
  const dayAgo = new Date(realTime.getTime() - 24 * 60 * 60_000);
  await db.linkProof.deleteMany({ where: { shopId, createdAt: { lt: dayAgo } } });
}
