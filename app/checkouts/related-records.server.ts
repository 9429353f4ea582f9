import type { Db } from "#app/platform/db.server.ts";
import { deletionKeys, type Names, namesOf } from "./checkout-names.ts";

/** What other records say about checkouts. */
export type Related = {
  orders: { checkoutToken: string | null; cartToken: string | null; shopifyCreatedAt: Date }[];
  deletions: { key: string; deletedAt: Date }[];
  /** By the id of a customer who was merged away, the one who lives on. */
  livingCustomers: Map<string, string>;
};

type Named = Names & { customerGid: string | null };

/** What is known about checkouts of these names and customers, each kind of record read once. */
export async function findRelated(db: Db, shopId: string, named: Named[]): Promise<Related> {
  const { tokens, cartTokens } = namesOf(named);
  const orders = await db.order.findMany({
    where: { shopId, OR: [{ checkoutToken: { in: tokens } }, { cartToken: { in: cartTokens } }] },
    select: { checkoutToken: true, cartToken: true, shopifyCreatedAt: true },
  });
  const deletions = await db.checkoutDeletion.findMany({
    where: { shopId, key: { in: [...new Set(named.flatMap(deletionKeys))] } },
    select: { key: true, deletedAt: true },
  });
  const customerGids = new Set(named.flatMap(({ customerGid }) => customerGid ?? []));
  const merged = await db.customer.findMany({
    where: { shopId, shopifyGid: { in: [...customerGids] }, mergedIntoGid: { not: null } },
    select: { shopifyGid: true, mergedIntoGid: true },
  });
  const livingCustomers = new Map(
    merged.flatMap((each) => (each.mergedIntoGid ? [[each.shopifyGid, each.mergedIntoGid]] : [])),
  );
  return { orders, deletions, livingCustomers };
}

/** When the first order of this checkout, or of its cart since it began, was made. */
export function orderedAt(
  { orders }: Related,
  checkout: Names & { shopifyCreatedAt: Date },
): Date | null {
  const { token, cartToken, shopifyCreatedAt: beganAt } = checkout;
  const times = orders
    .filter(
      (order) =>
        (token && order.checkoutToken === token) ||
        (cartToken && order.cartToken === cartToken && order.shopifyCreatedAt >= beganAt),
    )
    .map((order) => order.shopifyCreatedAt.getTime());
  return times.length ? new Date(Math.min(...times)) : null;
}

/** When a checkout was last deleted, unless a payload is newer. */
export function deletionSince(
  { deletions }: Related,
  checkout: Names,
  updatedAt: Date,
): Date | null {
  const keys = deletionKeys(checkout);
  const times = deletions
    .filter(({ key, deletedAt }) => deletedAt >= updatedAt && keys.includes(key))
    .map(({ deletedAt }) => deletedAt.getTime());
  return times.length ? new Date(Math.max(...times)) : null;
}
