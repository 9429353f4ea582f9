import { z } from "zod";
import type { Database } from "#app/platform/db.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { CODE_LIFE_MS, CODE_TRIES, isLinkCode } from "./link-code.server.ts";

export type CodeOutcome =
  | { outcome: "proved" }
  /** Also for a claim to be nobody: a code that was never sent is as wrong as any other. */
  | { outcome: "wrong"; triesLeft: number }
  | { outcome: "refused"; reason: "unknown" | "expired" | "spent" };

/**
 * Takes a code that was typed. A try is counted before it is looked at, so that of many at the same moment no more than
 * five are.
 *
 * @param options.proofId from the form; that of another LINE user or shop is unknown
 */
export async function checkLinkCode(options: {
  db: Database;
  shopId: string;
  channelId: string;
  lineUserId: string;
  proofId: string;
  typed: string;
  now: Date;
  realTime: Date;
}): Promise<CodeOutcome> {
  const { db, shopId, channelId, lineUserId, proofId, typed, now, realTime } = options;
  if (!z.uuid().safeParse(proofId).success) return { outcome: "refused", reason: "unknown" };
  const mine = { id: proofId, shopId, channelId, lineUserId };
  const open = { usedAt: null, expiresAt: { gt: realTime } };
  const { count } = await db.linkProof.updateMany({
    where: { ...mine, ...open, provedAt: null, tries: { lt: CODE_TRIES } },
    data: { tries: { increment: 1 } },
  });
  const proof = await db.linkProof.findFirst({ where: mine });
  if (!proof) return { outcome: "refused", reason: "unknown" };
  if (count === 0) {
    if (proof.usedAt || proof.expiresAt <= realTime)
      return { outcome: "refused", reason: "expired" };
    return proof.provedAt ? { outcome: "proved" } : { outcome: "refused", reason: "spent" };
  }
  const isRight = isLinkCode(proofId, typed) && proof.customerId !== null;
  if (!isRight) {
    const triesLeft = CODE_TRIES - proof.tries;
    return triesLeft > 0
      ? { outcome: "wrong", triesLeft }
      : { outcome: "refused", reason: "spent" };
  }
  const proved = await db.linkProof.updateMany({
    where: { ...mine, ...open, provedAt: null },
    data: { provedAt: realTime, expiresAt: new Date(realTime.getTime() + CODE_LIFE_MS) },
  });
  if (proved.count > 0) await countLinkStep({ db, shopId, method: "form", step: "proved", now });
  return { outcome: "proved" };
}
