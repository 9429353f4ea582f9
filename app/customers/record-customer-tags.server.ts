import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import {
  payloadGid,
  payloadList,
  payloadName,
  payloadText,
  payloadTime,
} from "#app/shopify/webhook-payload.ts";
import { changeTags, type TagChange, tagChanges } from "./tag-changes.ts";

const tagsPayload = z.object({
  customerId: payloadName,
  tags: payloadList(payloadText),
  occurredAt: payloadTime,
});

type Webhook = { payload: unknown; occurredAt: Date | null; receivedAt: Date };
type TaggedCustomer = {
  id: string;
  shopifyGid: string;
  tags: string[];
  changes: TagChange[];
  readAt: Date | null;
  deletedAt: Date | null;
  createdAt: Date;
};

/**
 * Records `customer.tags_added` or `customer.tags_removed` webhooks of a shop, in whatever order they come, also before
 * the customer itself. The number of statements does not grow with the webhooks.
 *
 * @param options.has whether the customers have the tags now, or have them no more
 * @returns for each what came of it; and the customers of whom something new was told
 */
export async function recordCustomerTags(options: {
  db: Db;
  shopId: string;
  webhooks: Webhook[];
  has: boolean;
}): Promise<{
  outcomes: ("changed" | "stale" | "deleted" | "ignored")[];
  changedGids: string[];
}> {
  const { db, shopId, webhooks, has } = options;
  const told = webhooks.map((webhook) => readTags(webhook, has));
  const gids = new Set(told.flatMap((each) => each?.shopifyGid ?? []));
  if (gids.size === 0) return { outcomes: told.map(() => "ignored"), changedGids: [] };
  await lockShopRecords(db, shopId);
  const found = await db.customer.findMany({
    where: { shopId, shopifyGid: { in: [...gids] } },
  });
  const rows = new Map<string, TaggedCustomer>(
    found.map((row) => [
      row.shopifyGid,
      { ...row, changes: tagChanges.catch([]).parse(row.tagChanges ?? []) },
    ]),
  );
  const changed = new Set<string>();
  const outcomes = told.map((each) => {
    if (!each) return "ignored";
    const row = rows.get(each.shopifyGid) ?? bare(each.shopifyGid, each.at);
    if (row.deletedAt) return "deleted";
    const { isNew, ...state } = changeTags(row, each.changes);
    if (!isNew) return "stale";
    rows.set(each.shopifyGid, { ...row, ...state });
    changed.add(each.shopifyGid);
    return "changed";
  });
  await writeTags(
    db,
    shopId,
    [...rows.values()].filter((row) => changed.has(row.shopifyGid)),
  );
  return { outcomes, changedGids: [...changed] };
}

function readTags({ payload, occurredAt, receivedAt }: Webhook, has: boolean) {
  const { data } = tagsPayload.safeParse(payload);
  const shopifyGid = data && payloadGid("Customer", { gid: data.customerId });
  const tags = data?.tags.filter((tag) => tag !== null) ?? [];
  if (!shopifyGid || tags.length === 0) return null;
  const at = data?.occurredAt ?? occurredAt ?? receivedAt;
  const changes = tags.map((tag) => ({ tag, at: at.toISOString(), has }));
  return { shopifyGid, at, changes };
}

function bare(shopifyGid: string, createdAt: Date): TaggedCustomer {
  const nothing = { tags: [], changes: [], readAt: null, deletedAt: null };
  return { id: uuidv7(), shopifyGid, createdAt, ...nothing };
}

async function writeTags(db: Db, shopId: string, rows: TaggedCustomer[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO customer (id, shop_id, shopify_gid, tags, tag_changes, created_at, last_order_at)
    SELECT id, ${shopId}::uuid, "shopifyGid", tags, changes, "createdAt",
      (SELECT max(shopify_created_at) FROM "order" WHERE shop_id = ${shopId}::uuid AND customer_gid = told."shopifyGid")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told (
      id uuid, "shopifyGid" text, tags text[], changes jsonb, "createdAt" timestamptz)
    ON CONFLICT (shop_id, shopify_gid) DO UPDATE SET tags = excluded.tags, tag_changes = excluded.tag_changes`;
}
