import { z } from "zod";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";

export type MerchantLoginState = "waiting" | "finished" | "expired";

/** How far the merchant's own login has come, for the page that waits for it. An unknown attempt is an expired one. */
export async function readMerchantLoginState(options: {
  db: Db;
  shopId: string;
  attemptId: string;
}): Promise<MerchantLoginState> {
  const { db, shopId, attemptId } = options;
  if (!z.uuid().safeParse(attemptId).success) return "expired";
  const attempt = await db.loginAttempt.findFirst({
    where: { id: attemptId, shopId, purpose: "merchant" },
  });
  if (attempt?.usedAt) return "finished";
  return attempt && attempt.expiresAt > realTime() ? "waiting" : "expired";
}
