import type { Database } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { countLinkStep } from "./count-link-step.server.ts";
import { staffReason } from "./staff-reason.ts";
import { tie } from "./tie.server.ts";

type HandRefusal =
  | "no_reason"
  /** No such friend or customer in this shop. */
  | "unknown_friend"
  | "unknown_customer"
  | "line_taken"
  | "customer_taken"
  | "customer_gone";

/**
 * Ties a friend to a customer by the hand of staff, who say why. It stands in the audit log, and at the tie.
 *
 * @param options.actor `staff:<id>`
 * @returns `already` when this very pair is tied
 */
export async function linkByHand(options: {
  db: Database;
  shopId: string;
  friendId: string;
  customerId: string;
  reason: string;
  actor: string;
  now: Date;
}): Promise<{ outcome: "linked" | "already" } | { outcome: "refused"; reason: HandRefusal }> {
  const { db, shopId, friendId, customerId, actor, now } = options;
  const reason = staffReason.safeParse(options.reason);
  if (!reason.success) return { outcome: "refused", reason: "no_reason" };
  return db.$transaction(async (tx) => {
    await lockShopRecords(tx, shopId);
    const friend = await tx.friend.findFirst({ where: { id: friendId, shopId } });
    if (!friend) return { outcome: "refused", reason: "unknown_friend" };
    const customer = await tx.customer.findFirst({ where: { id: customerId, shopId } });
    if (!customer) return { outcome: "refused", reason: "unknown_customer" };
    const by = { db: tx, shopId, method: "staff", now } as const;
    const [tied] = await tie({
      ...by,
      pairs: [{ friendId, customerId }],
      actor,
      reason: reason.data,
    });
    if (tied!.outcome !== "refused") return { outcome: tied!.outcome };
    await countLinkStep({ ...by, step: "refused" });
    return tied!;
  });
}
