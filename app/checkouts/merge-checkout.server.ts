import type { Checkout } from "@prisma/client";
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
  await lockUntilCommit(
    db,
    checkoutLocks(shopId, { ...told, token: told.token ?? told.tokenInUrl }),
  );
  const known = await findCheckout(db, shopId, told);
  const isNewer = !known || told.payloadVersion > known.payloadVersion;
  const lasting = mergeLasting(known, told, isNewer);
  const newest = isNewer ? await readContent(db, shopId, told) : {};
  const updatedAt = isNewer ? told.shopifyUpdatedAt : known.shopifyUpdatedAt;
  const data = {
    ...lasting,
    completedAt: earliest(
      known?.completedAt,
      told.completedAt,
      await orderedAt(db, shopId, lasting),
    ),
    deletedAt: await deletionSince(db, shopId, lasting, updatedAt),
  };
  const { id } = known
    ? await db.checkout.update({ where: { id: known.id, shopId }, data: { ...data, ...newest } })
    : await db.checkout.create({
        data: { shopId, receivedAt, ...data, ...(await readContent(db, shopId, told)) },
      });
  const outcome = known ? (isNewer ? "updated" : "stale") : "created";
  return { outcome, checkoutId: id, state: checkoutState(data) };
}

/** By token; else by `name`, which a checkout of the Admin API shares with its webhooks; else, nameless, by its cart. */
async function findCheckout(db: Db, shopId: string, told: CheckoutTold): Promise<Checkout | null> {
  const { name, cartToken } = told;
  const token = told.token ?? told.tokenInUrl;
  const byToken = token && (await db.checkout.findFirst({ where: { shopId, token } }));
  if (byToken) return byToken;
  const byName = name && (await db.checkout.findFirst({ where: { shopId, name } }));
  if (byName) return byName;
  if (!cartToken) return null;
  return db.checkout.findFirst({
    where: {
      shopId,
      cartToken,
      // A cart may lead to several checkouts: who has a name of their own is another.
      ...(token ? { token: null } : {}),
      ...(name ? { name: null } : {}),
    },
    orderBy: { shopifyCreatedAt: "desc" },
  });
}

type Lasting = ReturnType<typeof mergeLasting>;

/** What names the checkout: told once, it stays, whatever a payload leaves out. */
function mergeLasting(known: Checkout | null, told: CheckoutTold, isNewer: boolean) {
  const last = <Value>(before: Value | null | undefined, now: Value | null | undefined) =>
    (isNewer ? (now ?? before) : (before ?? now)) ?? null;
  return {
    token: told.token ?? known?.token ?? told.tokenInUrl ?? null,
    cartToken: last(known?.cartToken, told.cartToken),
    name: last(known?.name, told.name),
    customerLocale: last(known?.customerLocale, told.customerLocale),
    shopifyCreatedAt: earliest(known?.shopifyCreatedAt, told.shopifyCreatedAt)!,
  };
}

/** What the column holds. */
const MOST_ITEMS = 2_147_483_647;

async function readContent(db: Db, shopId: string, told: CheckoutTold) {
  const customer =
    told.customerGid &&
    (await db.customer.findUnique({
      where: { shopId_shopifyGid: { shopId, shopifyGid: told.customerGid } },
      select: { mergedIntoGid: true },
    }));
  return {
    customerGid: (customer && customer.mergedIntoGid) ?? told.customerGid,
    recoveryUrl: told.recoveryUrl,
    lineItems: told.lineItems,
    itemCount: Math.min(
      told.lineItems.reduce((sum, line) => sum + line.quantity, 0),
      MOST_ITEMS,
    ),
    currency: told.currency,
    totalPrice: told.totalPrice,
    shopifyUpdatedAt: told.shopifyUpdatedAt,
    payloadVersion: told.payloadVersion,
  };
}

/** When the first order of this checkout, or of its cart since it began, was made. */
async function orderedAt(
  db: Db,
  shopId: string,
  { token, cartToken, shopifyCreatedAt: beganAt }: Lasting,
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

async function deletionSince(
  db: Db,
  shopId: string,
  names: Lasting,
  updatedAt: Date,
): Promise<Date | null> {
  const deletion = await db.checkoutDeletion.findFirst({
    where: {
      shopId,
      key: { in: deletionKeys(names) },
      deletedAt: { gte: updatedAt },
    },
    orderBy: { deletedAt: "desc" },
  });
  return deletion?.deletedAt ?? null;
}

function earliest(...moments: (Date | null | undefined)[]): Date | null {
  const times = moments.filter((each) => each != null).map((each) => each.getTime());
  return times.length ? new Date(Math.min(...times)) : null;
}
