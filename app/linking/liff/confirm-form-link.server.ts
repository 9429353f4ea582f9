import { z } from "zod";
import type { Database, Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { tie } from "../tie.server.ts";

/** As in LinkRefusal (app/linking/link-refusal.ts). */
export type FormRefusal =
  "unknown" | "expired" | "used" | "line_taken" | "customer_taken" | "customer_gone";

/**
 * Ties the LINE user to the customer whom they have proved to be. The proof serves once; of two requests at the same
 * moment one makes the link and the other finds it made.
 *
 * @param options.proofId from the form; that of another LINE user or shop is unknown
 */
export async function confirmFormLink(options: {
  db: Database;
  shopId: string;
  channelId: string;
  lineUserId: string;
  proofId: string;
  now: Date;
  realTime: Date;
}): Promise<{ outcome: "linked" } | { outcome: "refused"; reason: FormRefusal }> {
  const { db, shopId, channelId, lineUserId, proofId, now, realTime } = options;
  if (!z.uuid().safeParse(proofId).success) return { outcome: "refused", reason: "unknown" };
  const mine = { id: proofId, shopId, channelId, lineUserId };
  const result = await db.$transaction(async (tx) => {
    await lockShopRecords(tx, shopId);
    const { count } = await tx.linkProof.updateMany({
      where: { ...mine, usedAt: null, provedAt: { not: null }, expiresAt: { gt: realTime } },
      data: { usedAt: realTime },
    });
    const proof = await tx.linkProof.findFirst({ where: mine });
    if (!proof) return { outcome: "refused", reason: "unknown" } as const;
    if (count === 0) {
      if (proof.usedAt && (await isTied(tx, { ...mine, customerId: proof.customerId })))
        return { outcome: "linked" } as const;
      // What was never proved is as good as never begun.
      const reason = proof.usedAt ? "used" : proof.provedAt ? "expired" : "unknown";
      return { outcome: "refused", reason } as const;
    }
    const friend = await tx.friend.findUniqueOrThrow({
      where: { channelId_lineUserId: { channelId, lineUserId }, shopId },
    });
    // A proved claim always names somebody; the row goes with the customer.
    const customerId = proof.customerId!;
    const [tied] = await tie({
      db: tx,
      shopId,
      pairs: [{ friendId: friend.id, customerId }],
      method: "form",
      actor: "customer",
      now,
    });
    return tied!.outcome === "refused" ? tied! : ({ outcome: "linked" } as const);
  });
  if (result.outcome === "refused")
    await countLinkStep({ db, shopId, method: "form", step: "refused", now });
  return result;
}

async function isTied(
  db: Db,
  proof: { shopId: string; channelId: string; lineUserId: string; customerId: string | null },
): Promise<boolean> {
  const { shopId, channelId, lineUserId, customerId } = proof;
  if (!customerId) return false;
  const where = { shopId, customerId, friend: { channelId, lineUserId } };
  return (await db.link.count({ where })) > 0;
}
