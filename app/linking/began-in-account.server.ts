import { hashCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";

/** Whether the confirmation that a code stands for was begun on a customer account page. */
export async function beganInAccount(options: {
  db: Db;
  shopId: string;
  code: string;
}): Promise<boolean> {
  const { db, shopId, code } = options;
  const attempt = await db.loginAttempt.findFirst({
    where: { shopId, purpose: "customer", confirmHash: hashCode(code) },
    select: { method: true },
  });
  return attempt?.method === "customer_account";
}
