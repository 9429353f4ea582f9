import type { Checkout, Prisma } from "@prisma/client";
import { DROPPED_REASONS } from "#app/messages/trouble.ts";
import type { Db } from "#app/platform/db.server.ts";
import { RECOVERY } from "./plan-recovery.server.ts";

// What readBatch asks of the database: each question once for the whole batch.

const linkedCustomer = {
  link: { include: { friend: { include: { optOuts: { where: { kind: RECOVERY } } } } } },
} satisfies Prisma.CustomerInclude;
export type LinkedCustomer = Prisma.CustomerGetPayload<{ include: typeof linkedCustomer }>;

export type FoundOrder = Awaited<ReturnType<typeof findOrders>>[number];
export type LiveSend = Awaited<ReturnType<typeof findLiveSends>>[number];

/** Unknown sends that the merchant took off the list: they may have arrived all the same. */
const LAID_ASIDE = { state: "skipped", reason: DROPPED_REASONS.unknown };

/** Orders of the checkouts, of their carts, and of their customers since the earliest of them began. */
export async function findOrders(db: Db, shopId: string, checkouts: Checkout[]) {
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

/** When each customer began their newest checkout with something in it. */
export async function findNewestCheckouts(
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
export async function findLiveSends(db: Db, shopId: string, subjectIds: string[], now: Date) {
  return db.send.findMany({
    where: {
      shopId,
      kind: RECOVERY,
      subjectId: { in: subjectIds },
      dueAt: { lte: now },
      OR: [
        { state: { in: ["planned", "held", "dispatching", "accepted", "unknown"] } },
        LAID_ASIDE,
      ],
    },
    select: { subjectId: true, partId: true, dueAt: true, state: true },
  });
}

/** When recovery last reached these friends, by checkout. What may have arrived counts as arrived. */
export async function findReminders(db: Db, shopId: string, friendIds: string[]) {
  return db.send.groupBy({
    by: ["friendId", "subjectId"],
    where: {
      shopId,
      kind: RECOVERY,
      friendId: { in: friendIds },
      OR: [{ state: { in: ["accepted", "unknown"] } }, LAID_ASIDE],
    },
    _max: { acceptedAt: true },
  });
}

/** The customers of the checkouts, each with the friend they are linked to and what that friend opted out of. */
export async function findLinkedCustomers(
  db: Db,
  shopId: string,
  checkouts: Checkout[],
): Promise<LinkedCustomer[]> {
  return db.customer.findMany({
    where: { shopId, deletedAt: null, shopifyGid: { in: gidsOf(checkouts) } },
    include: linkedCustomer,
  });
}

function gidsOf(checkouts: Checkout[]): string[] {
  return [...new Set(checkouts.flatMap((checkout) => checkout.customerGid ?? []))];
}
