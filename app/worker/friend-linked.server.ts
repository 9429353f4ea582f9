import { friendLinked } from "#app/linking/linking-happenings.ts";
import { showLinkInShopify } from "#app/linking/show-link-in-shopify.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** All that happens when a friend and a customer are tied: the customer gets the shop's tag and our metafield. */
export const friendLinkedJob = defineJob(friendLinked, async ({ shopId, linkId }) => {
  const link = await db.link.findFirst({
    where: { id: linkId, shopId },
    include: { customer: true },
  });
  // Untied meanwhile: that has a job of its own.
  if (!link) return;
  await showLinkInShopify({ db, shopId, customerGid: link.customer.shopifyGid });
});
