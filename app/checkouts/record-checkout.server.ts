import type { Db } from "#app/platform/db.server.ts";
import { readCheckoutPayload } from "./checkout-payload.server.ts";
import { mergeCheckout, type MergedCheckout } from "./merge-checkout.server.ts";

/**
 * Records a `checkouts/create` or `checkouts/update` webhook, in whatever order they come.
 *
 * @param options.payload as parseExactJson read it
 * @param options.occurredAt `X-Shopify-Triggered-At`
 * @returns `ignored` when nothing in the payload says which checkout is meant
 */
export async function recordCheckout(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<MergedCheckout | { outcome: "ignored" }> {
  const { db, shopId, receivedAt } = options;
  const told = readCheckoutPayload(options);
  return told ? mergeCheckout({ db, shopId, told, receivedAt }) : { outcome: "ignored" };
}
