import type { Checkout, RecoveryStep, Shop } from "@prisma/client";
import type { DueSend } from "#app/messages/programme.ts";
import type { Db } from "#app/platform/db.server.ts";
import { isBeforeActivation } from "./recovery-clock.ts";
import type { RecoveryRules, StepFacts } from "./recovery-rules.ts";
import {
  findLinkedCustomers,
  findLiveSends,
  findNewestCheckouts,
  findOrders,
  findReminders,
  type FoundOrder,
  type LinkedCustomer,
  type LiveSend,
} from "./batch-queries.server.ts";

/** One due send with all that its judgement and its message need, Shopify's answers aside. */
export type Case = {
  send: DueSend;
  facts: StepFacts;
  checkout: Checkout | null;
  step: RecoveryStep | null;
  customer: LinkedCustomer | null;
};

export type Batch = { shop: Shop; rules: RecoveryRules | null; cases: Case[] };

/** Reads what is known about a batch of one shop's due sends, in a number of queries that does not grow with it. */
export async function readBatch(options: {
  db: Db;
  shopId: string;
  sends: DueSend[];
  now: Date;
}): Promise<Batch> {
  const { db, shopId, sends, now } = options;
  const subjectIds = sends.flatMap((send) => send.subjectId ?? []);
  const [shop, settings, steps, checkouts] = await Promise.all([
    db.shop.findUniqueOrThrow({ where: { id: shopId } }),
    db.recoverySettings.findUnique({ where: { shopId } }),
    db.recoveryStep.findMany({ where: { shopId } }),
    db.checkout.findMany({ where: { shopId, id: { in: subjectIds } } }),
  ]);
  const [orders, newestCheckouts, siblings, customers] = await Promise.all([
    findOrders(db, shopId, checkouts),
    findNewestCheckouts(db, shopId, checkouts),
    findLiveSends(db, shopId, subjectIds, now),
    findLinkedCustomers(db, shopId, checkouts),
  ]);
  const reminders = await findReminders(
    db,
    shopId,
    customers.flatMap((customer) => customer.link?.friendId ?? []),
  );
  const rules = settings && {
    ...settings,
    fromMinute: settings.sendingFromMinute,
    untilMinute: settings.sendingUntilMinute,
    timeZone: shop.timeZone,
  };

  const byId = new Map(checkouts.map((checkout) => [checkout.id, checkout]));
  const byGid = new Map(customers.map((customer) => [customer.shopifyGid, customer]));
  const stepById = new Map(steps.map((step) => [step.id, step]));
  const mayStillGo = (sibling: LiveSend) => {
    // Skipped: laid aside by the merchant, though it may have arrived.
    if (["accepted", "unknown", "skipped"].includes(sibling.state)) return true;
    const step = sibling.partId ? stepById.get(sibling.partId) : undefined;
    return Boolean(step?.isOn && settings && !isBeforeActivation(sibling.dueAt, settings, step));
  };

  const cases = sends.map((send): Case => {
    const checkout = (send.subjectId && byId.get(send.subjectId)) || null;
    const customer = (checkout?.customerGid && byGid.get(checkout.customerGid)) || null;
    const step = (send.partId && stepById.get(send.partId)) || null;
    const friend = customer?.link?.friend;
    const reminded = reminders.filter((each) => friend && each.friendId === friend.id);
    const facts: StepFacts = {
      dueAt: send.dueAt,
      step,
      checkout: checkout && {
        updatedAt: checkout.shopifyUpdatedAt,
        isDeleted: checkout.deletedAt !== null,
        isEmpty: checkout.itemCount === 0,
        hasCustomer: checkout.customerGid !== null,
      },
      isOrdered:
        checkout !== null &&
        (checkout.completedAt !== null || orders.some((order) => isOrderOf(order, checkout))),
      hasNewerCheckout: isAfter(newestCheckouts.get(checkout?.customerGid ?? ""), checkout),
      hasLaterStep: siblings.some(
        (each) => each.subjectId === send.subjectId && each.dueAt > send.dueAt && mayStillGo(each),
      ),
      friend: friend
        ? {
            followState: friend.followState,
            isOptedOut: friend.optOuts.length > 0,
            wasReminded: reminded.length > 0,
            remindedElsewhereAt: latest(
              reminded
                .filter((each) => each.subjectId !== send.subjectId)
                .map((each) => each._max.acceptedAt),
            ),
          }
        : null,
    };
    return { send, facts, checkout, step, customer };
  });
  return { shop, rules, cases };
}

/**
 * An order of the checkout itself, or of its cart or its customer since it began. One that was cancelled since counts
 * too: whoever cancelled does not want to be reminded.
 */
function isOrderOf(order: FoundOrder, checkout: Checkout): boolean {
  if (checkout.token !== null && order.checkoutToken === checkout.token) return true;
  if (order.shopifyCreatedAt < checkout.shopifyCreatedAt) return false;
  return (
    (checkout.cartToken !== null && order.cartToken === checkout.cartToken) ||
    (checkout.customerGid !== null && order.customerGid === checkout.customerGid)
  );
}

function isAfter(newest: Date | null | undefined, checkout: Checkout | null): boolean {
  return Boolean(newest && checkout && newest > checkout.shopifyCreatedAt);
}

function latest(moments: (Date | null)[]): Date | null {
  const times = moments.filter((each) => each !== null).map((each) => each.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
