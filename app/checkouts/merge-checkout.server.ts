import { type Checkout, Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { checkoutState, type CheckoutState } from "./checkout.ts";
import { checkoutLocks, deletionKeys } from "./checkout-keys.ts";
import type { CheckoutTold } from "./checkout-payload.server.ts";

export type MergedCheckout = {
  /** `stale`: something newer was known; the checkout may still have learned when it began. */
  outcome: "created" | "updated" | "stale";
  checkoutId: string;
  state: CheckoutState;
};

/**
 * Merges what one source says into the checkout, so that any order of arrival ends in the same row:
 *
 * - what it holds is the newest payload's; an older one changes nothing
 * - it began at the earliest time told
 * - it is completed once anything says so, an order of it or of its cart included, and stays so
 * - it is deleted while no payload is newer than the deletion
 */
export async function mergeCheckout(options: {
  db: Db;
  shopId: string;
  told: CheckoutTold;
  receivedAt: Date;
}): Promise<MergedCheckout> {
  const { db, shopId, told, receivedAt } = options;
  await lockUntilCommit(db, checkoutLocks(shopId, told));
  const known = await findCheckout(db, shopId, told);
  const isNewer = !known || told.payloadVersion > known.payloadVersion;
  const merged = isNewer ? await newest(db, shopId, told, known) : pickContent(known);
  const shopifyCreatedAt = earliest(known?.shopifyCreatedAt, told.shopifyCreatedAt)!;
  const data = {
    ...merged,
    shopifyCreatedAt,
    completedAt: earliest(
      known?.completedAt,
      told.completedAt,
      await orderedAt(db, shopId, merged, shopifyCreatedAt),
    ),
    deletedAt: await deletionSince(db, shopId, merged),
  };
  const { id } = known
    ? await db.checkout.update({ where: { id: known.id, shopId }, data, select: { id: true } })
    : await db.checkout.create({
        data: { shopId, receivedAt, ...data },
        select: { id: true },
      });
  const outcome = known ? (isNewer ? "updated" : "stale") : "created";
  return { outcome, checkoutId: id, state: checkoutState(data) };
}

/**
 * By token; else by `name`, which a checkout read from the Admin API shares with its webhooks; else by its cart, when
 * the row has no token yet.
 */
async function findCheckout(db: Db, shopId: string, told: CheckoutTold): Promise<Checkout | null> {
  const { token, name, cartToken } = told;
  const byToken = token && (await db.checkout.findFirst({ where: { shopId, token } }));
  if (byToken) return byToken;
  const tokenless = token ? { token: null } : {};
  const byName = name && (await db.checkout.findFirst({ where: { shopId, name, ...tokenless } }));
  if (byName) return byName;
  if (!cartToken) return null;
  return db.checkout.findFirst({
    where: { shopId, cartToken, ...tokenless, ...(name ? { name: null } : {}) },
    orderBy: { shopifyCreatedAt: "desc" },
  });
}

type Content = ReturnType<typeof pickContent>;

function pickContent(known: Checkout) {
  const { token, cartToken, name, customerGid, recoveryUrl, itemCount, currency } = known;
  const { totalPrice, customerLocale, shopifyUpdatedAt, payloadVersion } = known;
  return {
    token,
    cartToken,
    name,
    customerGid,
    recoveryUrl,
    lineItems: known.lineItems as Prisma.InputJsonValue,
    itemCount,
    currency,
    totalPrice,
    customerLocale,
    shopifyUpdatedAt,
    payloadVersion,
  };
}

async function newest(
  db: Db,
  shopId: string,
  told: CheckoutTold,
  known: Checkout | null,
): Promise<Content> {
  const customer =
    told.customerGid &&
    (await db.customer.findUnique({
      where: { shopId_shopifyGid: { shopId, shopifyGid: told.customerGid } },
      select: { mergedIntoGid: true },
    }));
  const kept = <Value>(value: Value | undefined, before: Value | undefined) =>
    (value === undefined ? before : value) ?? null;
  return {
    // A token names the row for good: no payload takes it away.
    token: told.token ?? known?.token ?? null,
    cartToken: kept(told.cartToken, known?.cartToken),
    name: told.name ?? known?.name ?? null,
    customerGid: (customer && customer.mergedIntoGid) ?? told.customerGid,
    recoveryUrl: told.recoveryUrl,
    lineItems: told.lineItems,
    itemCount: told.lineItems.reduce((sum, line) => sum + line.quantity, 0),
    currency: told.currency,
    totalPrice: new Prisma.Decimal(told.totalPrice),
    customerLocale: kept(told.customerLocale, known?.customerLocale),
    shopifyUpdatedAt: told.shopifyUpdatedAt,
    payloadVersion: told.payloadVersion,
  };
}

/** When the first order of this checkout, or of its cart since it began, was made. */
async function orderedAt(
  db: Db,
  shopId: string,
  { token, cartToken }: Content,
  beganAt: Date,
): Promise<Date | null> {
  if (!token && !cartToken) return null;
  const order = await db.order.findFirst({
    where: {
      shopId,
      OR: [
        ...(token ? [{ checkoutToken: token }] : []),
        ...(cartToken ? [{ cartToken, shopifyCreatedAt: { gte: beganAt } }] : []),
      ],
    },
    orderBy: { shopifyCreatedAt: "asc" },
    select: { shopifyCreatedAt: true },
  });
  return order?.shopifyCreatedAt ?? null;
}

async function deletionSince(db: Db, shopId: string, content: Content): Promise<Date | null> {
  const deletion = await db.checkoutDeletion.findFirst({
    where: {
      shopId,
      key: { in: deletionKeys(content) },
      deletedAt: { gte: content.shopifyUpdatedAt },
    },
    orderBy: { deletedAt: "desc" },
  });
  return deletion?.deletedAt ?? null;
}

function earliest(...moments: (Date | null | undefined)[]): Date | null {
  const times = moments.filter((each) => each != null).map((each) => each.getTime());
  return times.length ? new Date(Math.min(...times)) : null;
}
