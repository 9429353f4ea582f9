import { linkTakenAway } from "#app/linking/heal-links.server.ts";
import { showLinkInShopify } from "#app/linking/show-link-in-shopify.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** All that happens when tag or metafield of a linked customer were taken away: what is true now is shown again. */
export const linkTakenAwayJob = defineJob(linkTakenAway, async ({ shopId, customerGid }) => {
  const link = await db.link.findFirst({
    where: { shopId, customer: { shopId, shopifyGid: customerGid } },
  });
  // Untied meanwhile: what is gone stays gone.
  if (!link) return;
  await showLinkInShopify({ db, shopId, customerGid });
});
