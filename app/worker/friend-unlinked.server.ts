import { friendUnlinked } from "#app/linking/linking-happenings.ts";
import { showLinkInShopify } from "#app/linking/show-link-in-shopify.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** All that happens when a friend and a customer are untied: the tag that the link gave goes, and the metafield says no. */
export const friendUnlinkedJob = defineJob(
  friendUnlinked,
  async ({ shopId, customerGid, customerTag }) => {
    await showLinkInShopify({ db, shopId, customerGid, pastTag: customerTag });
  },
);
