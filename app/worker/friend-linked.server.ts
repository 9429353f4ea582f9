import { tagFriends } from "#app/friends/tag-friends.server.ts";
import { friendLinked } from "#app/linking/linking-happenings.ts";
import { planGreeting } from "#app/linking/plan-greeting.server.ts";
import { readLinkSettings } from "#app/linking/read-link-settings.server.ts";
import { showLinkInShopify } from "#app/linking/show-link-in-shopify.server.ts";
import { tellFlow } from "#app/linking/tell-flow.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/**
 * All that happens when a friend and a customer are tied: the friend gets the merchant's tag and a greeting, which tells
 * of the gift when neither has had one; the customer gets the shop's tag and our metafield; Flow is told.
 *
 * Each part may be done again without harm, since a job that was cut off starts from the top. A tie that a merge moved
 * is no news to anybody: only Shopify is shown whose it is now.
 */
export const friendLinkedJob = defineJob(friendLinked, async ({ shopId, linkId, isMoved }) => {
  const link = await db.link.findFirst({
    where: { id: linkId, shopId },
    include: { customer: true },
  });
  // Untied meanwhile: that has a job of its own.
  if (!link) return;
  if (!isMoved) {
    const { friendTagId } = await readLinkSettings({ db, shopId });
    if (friendTagId) {
      const friendIds = [link.friendId];
      await tagFriends({ db, shopId, friendIds, tagId: friendTagId, now: now() });
    }
    await planGreeting({ db, shopId, link, now: now() });
  }
  const customerGid = link.customer.shopifyGid;
  await showLinkInShopify({ db, shopId, customerGid });
  // Last: a workflow that was started cannot be called back. Who was taken over was linked long ago.
  if (!isMoved && link.method !== "import") {
    await tellFlow({ db, shopId, customerGid, method: link.method });
  }
});
