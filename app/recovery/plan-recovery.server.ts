import type { Checkout, RecoverySettings, RecoveryStep } from "@prisma/client";
import { checkoutState } from "#app/checkouts/checkout.ts";
import { type PlannedSend, planSends } from "#app/messages/plan-sends.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { shareUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { isBeforeActivation, timesOfStep } from "./recovery-clock.ts";

/** The ledger's name of what recovery plans and sends. */
export const RECOVERY = "recovery";

/**
 * Held while a shop's steps are saved, shared while its checkouts are planned. Otherwise a step that is switched on and
 * a checkout that is recorded at the same moment would miss each other, neither being committed yet.
 */
export const recoveryLock = (shopId: string) => `${shopId} recovery`;

/**
 * Plans a send for each switched-on step of checkouts that were recorded. Planning again plans nothing twice.
 *
 * Planned also while recovery is off and while nobody is linked: who the friend is then and whether it goes is asked when
 * the send is due, so that the reason can stand beside it. Not planned is what was due before recovery or the step
 * was switched on.
 *
 * @param options.db the transaction in which the checkouts were recorded
 * @param options.checkoutIds ids that are not the shop's are passed over
 * @returns how many sends were new
 */
export async function planRecovery(options: {
  db: Db;
  shopId: string;
  checkoutIds: string[];
  now: Date;
}): Promise<number> {
  const { db, shopId, checkoutIds, now } = options;
  if (checkoutIds.length === 0) return 0;
  await shareUntilCommit(db, recoveryLock(shopId));
  const steps = await db.recoveryStep.findMany({ where: { shopId, isOn: true } });
  if (steps.length === 0) return 0;
  const settings = await db.recoverySettings.findUnique({ where: { shopId } });
  const checkouts = await db.checkout.findMany({
    where: { shopId, id: { in: checkoutIds } },
    // Items and URL are read when a step is due.
    select: {
      id: true,
      shopId: true,
      customerGid: true,
      shopifyCreatedAt: true,
      completedAt: true,
      deletedAt: true,
    },
  });
  const friends = await findFriends(db, shopId, checkouts);
  const sends = checkouts.flatMap((checkout) => {
    const friendId = friends.get(checkout.customerGid ?? "") ?? null;
    return steps.flatMap((step) => planStep({ checkout, friendId, step, settings, now }) ?? []);
  });
  return planSends({ db, sends });
}

/** Who is linked by now, by the customer's gid: most reminders go to them, and are not written in another place then. */
async function findFriends(
  db: Db,
  shopId: string,
  checkouts: { customerGid: string | null }[],
): Promise<Map<string, string>> {
  const gids = [...new Set(checkouts.flatMap(({ customerGid }) => customerGid ?? []))];
  if (gids.length === 0) return new Map();
  const linked = await db.$queryRaw<{ gid: string; friendId: string }[]>`
    SELECT customer.shopify_gid AS gid, link.friend_id AS "friendId"
    FROM customer JOIN link ON link.customer_id = customer.id AND link.shop_id = customer.shop_id
    WHERE customer.shop_id = ${shopId}::uuid AND customer.shopify_gid = ANY(${gids})`;
  return new Map(linked.map(({ gid, friendId }) => [gid, friendId]));
}

type BegunCheckout = Pick<
  Checkout,
  "id" | "shopId" | "shopifyCreatedAt" | "completedAt" | "deletedAt"
>;

function planStep(options: {
  checkout: BegunCheckout;
  friendId: string | null;
  step: RecoveryStep;
  settings: RecoverySettings | null;
  now: Date;
}): PlannedSend | null {
  const { checkout, friendId, step, settings, now } = options;
  const { dueAt, validUntil } = timesOfStep({
    checkoutBeganAt: checkout.shopifyCreatedAt,
    delayMinutes: step.delayMinutes,
  });
  if (isBeforeActivation(dueAt, settings ?? { activatedAt: null }, step)) return null;
  return {
    shopId: checkout.shopId,
    kind: RECOVERY,
    cause: `${RECOVERY}:${checkout.id}:${step.id}`,
    subjectId: checkout.id,
    partId: step.id,
    friendId,
    dueAt,
    validUntil,
    createdAt: now,
    ...settledAlready(checkout, validUntil, now),
  };
}

/** What can be told at once: an order, a deletion, a webhook that came after the end of validity. */
function settledAlready(
  checkout: BegunCheckout,
  validUntil: Date,
  now: Date,
): Pick<PlannedSend, "state" | "reason"> {
  switch (checkoutState(checkout)) {
    case "completed":
      return { state: "skipped", reason: "ordered" };
    case "deleted":
      return { state: "skipped", reason: "deleted" };
    case "open":
      return validUntil <= now ? { state: "expired" } : {};
  }
}
