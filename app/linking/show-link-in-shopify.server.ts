import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { adminClient, ShopAccessError } from "#app/shopify/admin-client.server.ts";
import { markCustomerLinked } from "#app/shopify/operations/mark-customer-linked.server.ts";

/** Linking and unlinking in turn, faster than Shopify answers; past this the job tries again later. */
const MAX_ROUNDS = 5;

/**
 * Brings tag and metafield of a customer in Shopify in line with whether they are linked now, not with what happened
 * when the job was enqueued: jobs of one customer may run in any order and at the same moment. So the state is read
 * again after it was written, until both are the same.
 *
 * @param options.pastTag the tag of a link that was removed
 * @throws when Shopify cannot be reached, so that the job is tried again
 */
export async function showLinkInShopify(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  pastTag?: string | null;
}): Promise<{ outcome: "shown" | "refused" | "no_access" }> {
  const { db, shopId, customerGid, pastTag = null } = options;
  const shop = await db.shop.findUnique({ where: { id: shopId } });
  if (!shop || shop.uninstalledAt) return { outcome: "no_access" };
  try {
    const client = await adminClient({ shopDomain: shop.domain });
    const pastTags = new Set(pastTag ? [pastTag] : []);
    let link = await readLink(db, shopId, customerGid);
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      const addTag = link?.customerTag ?? null;
      const problems = await markCustomerLinked(client, {
        customerGid,
        isLinked: link !== null,
        addTag,
        removeTags: [...pastTags].filter((tag) => tag !== addTag),
      });
      if (problems.length) {
        log.warn(
          { shop: shop.domain, customerGid, problems },
          "Shopify did not take a customer's link state",
        );
        return { outcome: "refused" };
      }
      const after = await readLink(db, shopId, customerGid);
      if (after?.id === link?.id) return { outcome: "shown" };
      if (addTag) pastTags.add(addTag);
      link = after;
    }
    throw new Error(`The link of ${customerGid} changed while it was shown in Shopify.`);
  } catch (error) {
    if (!(error instanceof ShopAccessError)) throw error;
    log.warn(
      { err: error, shop: shop.domain },
      "A link state is not shown: the shop gives no access",
    );
    return { outcome: "no_access" };
  }
}

async function readLink(db: Db, shopId: string, customerGid: string) {
  return db.link.findFirst({
    where: { shopId, customer: { shopifyGid: customerGid, shopId } },
    select: { id: true, customerTag: true },
  });
}
