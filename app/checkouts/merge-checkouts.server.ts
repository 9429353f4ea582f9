import { v7 as uuidv7 } from "uuid";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { checkoutState, type CheckoutState } from "./checkout.ts";
import type { CheckoutTold } from "./checkout-payload.server.ts";
import { type CheckoutRow, findCheckouts, writeCheckouts } from "./checkout-rows.server.ts";
import { deletionSince, findRelated, orderedAt, type Related } from "./related-records.server.ts";

export type MergedCheckout = {
  /** `stale`: something newer was known; the checkout may still have learned when it began. */
  outcome: "created" | "updated" | "stale";
  checkoutId: string;
  state: CheckoutState;
};

/** What one source says, and when it came. */
export type CheckoutSource = CheckoutTold & { receivedAt: Date };

/**
 * Merges what sources say into a shop's checkouts, so that any order of arrival ends in the same rows:
 *
 * - what a checkout holds is the newest payload's; an older one changes nothing
 * - it began at the earliest time told
 * - it is completed once anything says so, an order of it or of its cart included, and stays so
 * - it is deleted while no payload is newer than the deletion
 *
 * The number of statements does not grow with the sources.
 *
 * @param options.db a transaction
 * @returns for each source, in their order, what came of it
 */
export async function mergeCheckouts(options: {
  db: Db;
  shopId: string;
  sources: CheckoutSource[];
}): Promise<MergedCheckout[]> {
  const { db, shopId, sources } = options;
  if (sources.length === 0) return [];
  await lockShopRecords(db, shopId);
  const rows = await findCheckouts(db, shopId, sources);
  const related = await findRelated(db, shopId, [...rows, ...sources]);
  const touched = new Map<string, CheckoutRow>();
  const merged = sources.map((told): MergedCheckout => {
    const place = findPlace(rows, told);
    const known = rows[place];
    const isNewer = !known || told.payloadVersion > known.payloadVersion;
    const row = merge(known, told, isNewer, related);
    rows.splice(place === -1 ? rows.length : place, 1, row);
    touched.set(row.id, row);
    const outcome = known ? (isNewer ? "updated" : "stale") : "created";
    return { outcome, checkoutId: row.id, state: checkoutState(row) };
  });
  await writeCheckouts(db, shopId, [...touched.values()]);
  return merged;
}

/** By token; else by `name`, which a checkout of the Admin API shares with its webhooks; else, nameless, by its cart. */
function findPlace(rows: CheckoutRow[], told: CheckoutTold): number {
  const { name, cartToken } = told;
  const token = told.token ?? told.tokenInUrl;
  const byToken = token ? rows.findIndex((row) => row.token === token) : -1;
  if (byToken !== -1) return byToken;
  const byName = name ? rows.findIndex((row) => row.name === name) : -1;
  if (byName !== -1) return byName;
  // A cart may lead to several checkouts: who has a name of their own is another.
  const isSame = (row: CheckoutRow) =>
    row.cartToken === cartToken && !(token && row.token) && !(name && row.name);
  const newest = cartToken
    ? rows
        .filter(isSame)
        .toSorted((a, b) => b.shopifyCreatedAt.getTime() - a.shopifyCreatedAt.getTime())[0]
    : undefined;
  return newest ? rows.indexOf(newest) : -1;
}

function merge(
  known: CheckoutRow | undefined,
  told: CheckoutSource,
  isNewer: boolean,
  related: Related,
): CheckoutRow {
  const lasting = mergeLasting(known, told, isNewer);
  const content = known && !isNewer ? known : readContent(told, related);
  return {
    ...content,
    ...lasting,
    id: known?.id ?? uuidv7(),
    receivedAt: known?.receivedAt ?? told.receivedAt,
    completedAt: earliest(known?.completedAt, told.completedAt, orderedAt(related, lasting)),
    deletedAt: deletionSince(related, lasting, content.shopifyUpdatedAt),
  };
}

/** What names the checkout: told once, it stays, whatever a payload leaves out. */
function mergeLasting(known: CheckoutRow | undefined, told: CheckoutTold, isNewer: boolean) {
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

function readContent(told: CheckoutTold, { livingCustomers }: Related) {
  const { customerGid, recoveryUrl, lineItems, currency, totalPrice } = told;
  return {
    customerGid: customerGid && (livingCustomers.get(customerGid) ?? customerGid),
    recoveryUrl,
    lineItems,
    itemCount: Math.min(
      lineItems.reduce((sum, line) => sum + line.quantity, 0),
      MOST_ITEMS,
    ),
    currency,
    totalPrice,
    shopifyUpdatedAt: told.shopifyUpdatedAt,
    payloadVersion: told.payloadVersion,
  };
}

function earliest(...moments: (Date | null | undefined)[]): Date | null {
  const times = moments.filter((each) => each != null).map((each) => each.getTime());
  return times.length ? new Date(Math.min(...times)) : null;
}
