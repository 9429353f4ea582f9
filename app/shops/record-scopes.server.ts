import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { payloadList, payloadText, payloadTime } from "#app/shopify/webhook-payload.ts";

const scopesPayload = z.object({ current: payloadList(payloadText), updated_at: payloadTime });

/**
 * Writes what the merchant has granted (`app/scopes_update`) into the shop's sessions, if it still has any.
 *
 * @returns `stale` when a newer one came before
 */
export async function recordScopes(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<{ outcome: "updated" | "stale" | "ignored" }> {
  const { db, shopId } = options;
  const { data } = scopesPayload.safeParse(options.payload);
  if (!data) return { outcome: "ignored" };
  const toldAt = data.updated_at ?? options.occurredAt ?? options.receivedAt;
  const { count } = await db.shop.updateMany({
    where: { id: shopId, OR: [{ scopesUpdatedAt: null }, { scopesUpdatedAt: { lte: toldAt } }] },
    data: { scopesUpdatedAt: toldAt },
  });
  if (!count) return { outcome: "stale" };
  const { domain } = await db.shop.findUniqueOrThrow({ where: { id: shopId } });
  await db.session.updateMany({
    where: { shop: domain },
    data: { scope: data.current.filter((scope) => scope !== null).join(",") },
  });
  return { outcome: "updated" };
}
