import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { readLinkTries } from "./read-link-tries.server.ts";

/** What of a tracked link is about the customer. */
const trackedTargets = z.array(z.object({ kind: z.string(), url: z.string() }));

/**
 * Everything that is held about a customer of the shop, for the customer (`customers/data_request`). Plain JSON values
 * under the names of README.md, "Words".
 *
 * @returns null when nothing is held
 */
export async function readCustomerData(options: { db: Db; shopId: string; customerGid: string }) {
  const { db, shopId, customerGid } = options;
  const theirs = { where: { shopId, customerGid }, orderBy: { shopifyCreatedAt: "asc" } } as const;
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: customerGid } },
    include: {
      link: {
        include: {
          friend: { include: { tags: { include: { tag: true } }, optOuts: true, wishes: true } },
          healing: true,
        },
      },
    },
  });
  const checkouts = await db.checkout.findMany(theirs);
  const orders = await db.order.findMany(theirs);
  const refunds = await db.refund.findMany({
    where: { shopId, orderGid: { in: orders.map((order) => order.shopifyGid) } },
  });
  if (!customer && checkouts.length === 0 && orders.length === 0) return null;
  const link = customer?.link;
  const sends = await db.send.findMany({
    where: {
      shopId,
      OR: [
        { subjectId: { in: checkouts.map((checkout) => checkout.id) } },
        ...(link ? [{ friendId: link.friendId }] : []),
      ],
    },
    include: { attempt: true, trackedLinks: true },
    orderBy: { dueAt: "asc" },
  });
  const audit = await db.auditEntry.findMany({ where: { shopId, subject: customerGid } });
  const requests = await db.dataRequest.findMany({ where: { shopId, customerGid } });
  const answers = link
    ? await db.answer.findMany({
        where: { shopId, friendId: link.friendId, undoneAt: null },
        orderBy: { id: "asc" },
      })
    : [];
  const talk = link
    ? await db.talkEntry.findMany({
        where: { shopId, thread: { friendId: link.friendId } },
        select: { at: true, kind: true, text: true, body: true, editedAt: true, unsentAt: true },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      })
    : [];
  const gifts = link
    ? await db.afterLinkGift.findMany({ where: { shopId, linkId: link.id }, take: 1 })
    : [];
  const tries = await readLinkTries({
    db,
    shopId,
    customerGid,
    customerId: customer?.id ?? null,
    lineUserId: link?.friend.lineUserId ?? null,
  });
  return {
    customer: customer && {
      id: customer.shopifyGid,
      name: customer.displayName,
      email: customer.email,
      phone: customer.phone,
      tags: customer.tags,
      numberOfOrders: customer.numberOfOrders,
      amountSpent: customer.amountSpent?.toString() ?? null,
      lastOrderAt: customer.lastOrderAt,
      mergedInto: customer.mergedIntoGid,
      formerLink: customer.formerLink,
      updatedAt: customer.shopifyUpdatedAt,
      deletedAt: customer.deletedAt,
    },
    link: link && {
      linkedAt: link.linkedAt,
      method: link.method,
      reason: link.reason,
      customerTag: link.customerTag,
      putBackTimes: link.healing?.times ?? 0,
    },
    gifts: gifts.map(({ code, givenAt }) => ({ code, givenAt })),
    linkTries: tries,
    friend: link && {
      lineUserId: link.friend.lineUserId,
      displayName: link.friend.displayName,
      pictureUrl: link.friend.pictureUrl,
      language: link.friend.language,
      followState: link.friend.followState,
      followChangedAt: link.friend.followChangedAt,
      source: link.friend.source,
      knownSince: link.friend.createdAt,
      tags: link.friend.tags.map(({ tag }) => tag.name),
      optOuts: link.friend.optOuts.map(({ kind, via, createdAt }) => ({ kind, via, createdAt })),
      wishes: link.friend.wishes.map(({ kind, wishedAt }) => ({ kind, wishedAt })),
    },
    dataRequests: requests.map(({ requestId, requestedAt, answeredAt }) => ({
      id: requestId,
      requestedAt,
      answeredAt,
    })),
    checkouts: checkouts.map((checkout) => ({
      token: checkout.token,
      name: checkout.name,
      createdAt: checkout.shopifyCreatedAt,
      updatedAt: checkout.shopifyUpdatedAt,
      completedAt: checkout.completedAt,
      currency: checkout.currency,
      totalPrice: checkout.totalPrice.toString(),
      locale: checkout.customerLocale,
      recoveryUrl: checkout.recoveryUrl,
      lineItems: checkout.lineItems,
    })),
    orders: orders.map((order) => ({
      id: order.shopifyGid,
      createdAt: order.shopifyCreatedAt,
      cancelledAt: order.cancelledAt,
      currency: order.currency,
      totalPrice: order.totalPrice.toString(),
      refunded: order.refunded.toString(),
    })),
    refunds: refunds.map((refund) => ({
      id: refund.shopifyGid,
      orderId: refund.orderGid,
      amount: refund.amount.toString(),
      createdAt: refund.createdAt,
    })),
    sends: sends.map((send) => ({
      cause: send.cause,
      state: send.state,
      reason: send.reason,
      dueAt: send.dueAt,
      acceptedAt: send.acceptedAt,
      content: send.attempt?.body ? Buffer.from(send.attempt.body).toString("utf8") : null,
      links: send.trackedLinks.flatMap((link) => {
        const { tapCounts, firstTappedAt } = link;
        const targets = trackedTargets.parse(link.targets);
        return targets.map((target, place) => ({
          ...target,
          tapCount: tapCounts[place] ?? 0,
          firstTappedAt,
        }));
      }),
    })),
    talk,
    answers: answers.map(({ writtenAt, dueAt, messages }) => ({ writtenAt, dueAt, messages })),
    audit: audit.map(({ actor, action, reason, createdAt }) => ({
      actor,
      action,
      reason,
      createdAt,
    })),
  };
}
