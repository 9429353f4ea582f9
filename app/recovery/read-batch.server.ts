import type { Checkout, Prisma, RecoveryStep, Shop } from "@prisma/client";
import type { DueSend } from "#app/messages/programme.ts";
import type { Db } from "#app/platform/db.server.ts";
import { isBeforeActivation } from "./recovery-clock.ts";
import type { RecoveryRules, StepFacts } from "./recovery-rules.ts";
import { RECOVERY } from "./plan-recovery.server.ts";

const linkedCustomer = {
  link: { include: { friend: { include: { optOuts: { where: { kind: RECOVERY } } } } } },
} satisfies Prisma.CustomerInclude;
type LinkedCustomer = Prisma.CustomerGetPayload<{ include: typeof linkedCustomer }>;

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
    db.customer.findMany({
      where: { shopId, deletedAt: null, shopifyGid: { in: gidsOf(checkouts) } },
      include: linkedCustomer,
    }),
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
  const mayStillGo = (sibling: Sibling) => {
    if (sibling.state === "accepted" || sibling.state === "unknown") return true;
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

type FoundOrder = Awaited<ReturnType<typeof findOrders>>[number];
type Sibling = Awaited<ReturnType<typeof findLiveSends>>[number];

/** Orders of the checkouts, of their carts, and of their customers since the earliest of them began. */
async function findOrders(db: Db, shopId: string, checkouts: Checkout[]) {
  if (checkouts.length === 0) return [];
  const began = Math.min(...checkouts.map((checkout) => checkout.shopifyCreatedAt.getTime()));
  return db.order.findMany({
    where: {
      shopId,
      OR: [
        { checkoutToken: { in: checkouts.flatMap((checkout) => checkout.token ?? []) } },
        { cartToken: { in: checkouts.flatMap((checkout) => checkout.cartToken ?? []) } },
        { customerGid: { in: gidsOf(checkouts) }, shopifyCreatedAt: { gte: new Date(began) } },
      ],
    },
    select: { checkoutToken: true, cartToken: true, customerGid: true, shopifyCreatedAt: true },
  });
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

/** When each customer began their newest checkout with something in it. */
async function findNewestCheckouts(
  db: Db,
  shopId: string,
  checkouts: Checkout[],
): Promise<Map<string, Date | null>> {
  const newest = await db.checkout.groupBy({
    by: ["customerGid"],
    where: {
      shopId,
      customerGid: { in: gidsOf(checkouts) },
      deletedAt: null,
      itemCount: { gt: 0 },
    },
    _max: { shopifyCreatedAt: true },
  });
  return new Map(newest.map((each) => [each.customerGid ?? "", each._max.shopifyCreatedAt]));
}

/** Sends about the same checkouts that are due by now and were not dropped. */
async function findLiveSends(db: Db, shopId: string, subjectIds: string[], now: Date) {
  return db.send.findMany({
    where: {
      shopId,
      kind: RECOVERY,
      subjectId: { in: subjectIds },
      dueAt: { lte: now },
      state: { in: ["planned", "held", "dispatching", "accepted", "unknown"] },
    },
    select: { subjectId: true, partId: true, dueAt: true, state: true },
  });
}

/** When recovery last reached these friends, by checkout. What may have arrived counts as arrived. */
async function findReminders(db: Db, shopId: string, friendIds: string[]) {
  return db.send.groupBy({
    by: ["friendId", "subjectId"],
    where: {
      shopId,
      kind: RECOVERY,
      friendId: { in: friendIds },
      state: { in: ["accepted", "unknown"] },
    },
    _max: { acceptedAt: true },
  });
}

function gidsOf(checkouts: Checkout[]): string[] {
  return [...new Set(checkouts.flatMap((checkout) => checkout.customerGid ?? []))];
}

function isAfter(newest: Date | null | undefined, checkout: Checkout | null): boolean {
  return Boolean(newest && checkout && newest > checkout.shopifyCreatedAt);
}

function latest(moments: (Date | null)[]): Date | null {
  const times = moments.filter((each) => each !== null).map((each) => each.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
