import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { adminClient, ShopAccessError } from "#app/shopify/admin-client.server.ts";
import { triggerLineLinked } from "#app/shopify/operations/trigger-flow.server.ts";

/**
 * Starts the workflows of Shopify Flow that wait for a customer to connect LINE. A shop without Flow, or without such a
 * workflow, is as it should be.
 *
 * @throws when Shopify cannot be reached, so that the job is tried again
 */
export async function tellFlow(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  method: string;
}): Promise<void> {
  const { db, shopId, customerGid, method } = options;
  const shop = await db.shop.findUnique({ where: { id: shopId } });
  if (!shop || shop.uninstalledAt) return;
  try {
    const client = await adminClient({ shopDomain: shop.domain });
    const problems = await triggerLineLinked(client, { customerGid, method });
    if (problems.length) log.info({ shop: shop.domain, problems }, "Flow did not take a trigger");
  } catch (error) {
    if (!(error instanceof ShopAccessError)) throw error;
    log.warn({ err: error, shop: shop.domain }, "Flow is not told: the shop gives no access");
  }
}
