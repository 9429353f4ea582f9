import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
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
});

/**
 * Records a `customers/create` or `customers/update` webhook, in whatever order they come. A deleted customer stays
 * deleted: Shopify never uses an id twice.
 *
 * @param options.payload as parseExactJson read it
 * @param options.occurredAt `X-Shopify-Triggered-At`
 * @returns `ignored` when the payload does not say which customer is meant
 */
export async function recordCustomer(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<{ outcome: "created" | "updated" | "stale" | "deleted" | "ignored" }> {
  const { db, shopId, occurredAt, receivedAt } = options;
  const { data } = customerPayload.safeParse(options.payload);
  const shopifyGid =
    data && payloadGid("Customer", { gid: data.admin_graphql_api_id, id: data.id });
  if (!shopifyGid) return { outcome: "ignored" };
  await lockUntilCommit(db, [`${shopId} ${shopifyGid}`]);
  const known = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid } },
  });
  if (known?.deletedAt) return { outcome: "deleted" };
  const version = payloadVersion({ updatedAt: data.updated_at, occurredAt, content: data });
  if (known && version <= known.payloadVersion) return { outcome: "stale" };
  const newest = {
    displayName: customerName({ firstName: data.first_name, lastName: data.last_name }),
    email: data.email,
    shopifyUpdatedAt: data.updated_at ?? occurredAt,
    payloadVersion: version,
  };
  const createdAt = data.created_at ?? occurredAt ?? receivedAt;
  if (known) {
    await db.customer.update({
      where: { id: known.id, shopId },
      data: { ...newest, createdAt: known.createdAt < createdAt ? known.createdAt : createdAt },
    });
    return { outcome: "updated" };
  }
  await db.customer.create({ data: { shopId, shopifyGid, createdAt, ...newest } });
  return { outcome: "created" };
}
