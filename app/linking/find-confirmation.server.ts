import type { LoginAttempt } from "@prisma/client";
import { hashCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { LinkRefusal } from "./link-refusal.ts";

export type Confirmation =
  | { outcome: "found"; customerGid: string; attempt: LoginAttempt & { lineUserId: string } }
  | { outcome: "refused"; reason: LinkRefusal; attempt?: LoginAttempt };

/**
 * The attempt that a confirm code stands for, if the customer who is logged in now is the one who began it: whoever
 * else opens the page, by a mailed link or in a shared browser, is refused.
 *
 * @param options.customerGid the customer who is logged in, by Shopify's word
 * @param options.realTime real time: the code is a token
 */
export async function findConfirmation(options: {
  db: Db;
  shopId: string;
  customerGid: string | null;
  code: string;
  realTime: Date;
}): Promise<Confirmation> {
  const { db, shopId, customerGid, code, realTime } = options;
  if (!customerGid) return { outcome: "refused", reason: "logged_out" };
  const attempt = await db.loginAttempt.findFirst({
    where: { shopId, purpose: "customer", confirmHash: hashCode(code) },
  });
  if (!attempt?.lineUserId) return { outcome: "refused", reason: "unknown" };
  if (attempt.customerGid !== customerGid) return { outcome: "refused", reason: "other_customer" };
  if (attempt.usedAt) return { outcome: "refused", reason: "used", attempt };
  if (attempt.expiresAt <= realTime) return { outcome: "refused", reason: "expired", attempt };
  return { outcome: "found", customerGid, attempt: { ...attempt, lineUserId: attempt.lineUserId } };
}
