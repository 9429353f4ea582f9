import type { Db } from "#app/platform/db.server.ts";
import { readCheckoutPayload } from "./checkout-payload.server.ts";
import { mergeCheckouts, type MergedCheckout } from "./merge-checkouts.server.ts";

/**
 * Records `checkouts/create` and `checkouts/update` webhooks of a shop, in whatever order they come. The number of
 * statements does not grow with the webhooks.
 *
 * @param options.webhooks payloads as parseExactJson read them; `occurredAt` is `X-Shopify-Triggered-At`
 * @returns for each what came of it: `ignored` when nothing in the payload says which checkout is meant
 */
export async function recordCheckouts(options: {
  db: Db;
  shopId: string;
  webhooks: { payload: unknown; occurredAt: Date | null; receivedAt: Date }[];
}): Promise<(MergedCheckout | { outcome: "ignored" })[]> {
  const { db, shopId, webhooks } = options;
  const read = webhooks.map((webhook) => ({
    told: readCheckoutPayload(webhook),
    receivedAt: webhook.receivedAt,
  }));
  const sources = read.flatMap(({ told, receivedAt }) => (told ? [{ ...told, receivedAt }] : []));
  const merged = (await mergeCheckouts({ db, shopId, sources })).values();
  return read.map(({ told }) => (told ? merged.next().value! : { outcome: "ignored" }));
}
