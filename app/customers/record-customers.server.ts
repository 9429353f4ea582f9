import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { payloadVersion } from "#app/shopify/payload-version.server.ts";
import {
  payloadGid,
  payloadId,
  payloadName,
  payloadText,
  payloadTime,
} from "#app/shopify/webhook-payload.ts";
import { customerName } from "./customer-name.ts";

const customerPayload = z.object({
  admin_graphql_api_id: payloadName,
  id: payloadId,
  created_at: payloadTime,
  updated_at: payloadTime,
  first_name: payloadText,
  last_name: payloadText,
  email: payloadText,
  phone: payloadText,
});

type Webhook = { payload: unknown; occurredAt: Date | null; receivedAt: Date };
type CustomerRow = {
  id: string;
  shopifyGid: string;
  displayName: string | null;
  email: string | null;
  phone: string | null;
  shopifyUpdatedAt: Date | null;
  payloadVersion: string;
  createdAt: Date;
  deletedAt: Date | null;
};

/**
 * Records `customers/create` and `customers/update` webhooks of a shop, in whatever order they come. A deleted customer
 * stays deleted: Shopify never uses an id twice. The number of statements does not grow with the webhooks.
 *
 * @param options.webhooks payloads as parseExactJson read them; `occurredAt` is `X-Shopify-Triggered-At`
 * @returns for each what came of it: `ignored` when the payload does not say which customer is meant
 */
export async function recordCustomers(options: {
  db: Db;
  shopId: string;
  webhooks: Webhook[];
}): Promise<("created" | "updated" | "stale" | "deleted" | "ignored")[]> {
  const { db, shopId } = options;
  const told = options.webhooks.map(readCustomer);
  const shopifyGids = new Set(told.flatMap((each) => each?.shopifyGid ?? []));
  if (shopifyGids.size === 0) return told.map(() => "ignored");
  await lockShopRecords(db, shopId);
  const found = await db.customer.findMany({
    where: { shopId, shopifyGid: { in: [...shopifyGids] } },
  });
  const rows = new Map<string, CustomerRow>(found.map((row) => [row.shopifyGid, row]));
  const changed = new Set<string>();
  const outcomes = told.map((each) => {
    if (!each) return "ignored";
    const known = rows.get(each.shopifyGid);
    if (known?.deletedAt) return "deleted";
    if (known && each.payloadVersion <= known.payloadVersion) return "stale";
    const createdAt = known && known.createdAt < each.createdAt ? known.createdAt : each.createdAt;
    rows.set(each.shopifyGid, { ...each, id: known?.id ?? uuidv7(), createdAt, deletedAt: null });
    changed.add(each.shopifyGid);
    return known ? "updated" : "created";
  });
  await writeCustomers(
    db,
    shopId,
    [...rows.values()].filter((row) => changed.has(row.shopifyGid)),
  );
  return outcomes;
}

function readCustomer({ payload, occurredAt, receivedAt }: Webhook) {
  const { data } = customerPayload.safeParse(payload);
  const shopifyGid =
    data && payloadGid("Customer", { gid: data.admin_graphql_api_id, id: data.id });
  if (!shopifyGid) return null;
  return {
    shopifyGid,
    displayName: customerName({ firstName: data.first_name, lastName: data.last_name }),
    email: data.email,
    phone: data.phone,
    shopifyUpdatedAt: data.updated_at ?? occurredAt,
    payloadVersion: payloadVersion({ updatedAt: data.updated_at, occurredAt, content: data }),
    createdAt: data.created_at ?? occurredAt ?? receivedAt,
  };
}

/** Writes new and changed customers by one statement. */
async function writeCustomers(db: Db, shopId: string, rows: CustomerRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO customer (id, shop_id, shopify_gid, display_name, email, phone, shopify_updated_at, payload_version, created_at,
      last_order_at)
    SELECT id, ${shopId}::uuid, "shopifyGid", "displayName", email, phone, "shopifyUpdatedAt", "payloadVersion", "createdAt",
      (SELECT max(shopify_created_at) FROM "order" WHERE shop_id = ${shopId}::uuid AND customer_gid = told."shopifyGid")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told (
      id uuid, "shopifyGid" text, "displayName" text, email text, phone text, "shopifyUpdatedAt" timestamptz, "payloadVersion" text,
      "createdAt" timestamptz)
    ON CONFLICT (shop_id, shopify_gid) DO UPDATE SET
      display_name = excluded.display_name, email = excluded.email, phone = excluded.phone,
      shopify_updated_at = excluded.shopify_updated_at, payload_version = excluded.payload_version, created_at = excluded.created_at`;
}
