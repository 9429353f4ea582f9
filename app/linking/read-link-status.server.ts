import type { Db } from "#app/platform/db.server.ts";

export type LinkStatus =
  | { state: "not_connected" }
  | { state: "not_linked"; channelId: string }
  | {
      state: "linked";
      linkId: string;
      linkedAt: Date;
      friendName: string | null;
      isFollowing: boolean;
      addFriendUrl: string | null;
    };

/**
 * Whether this customer is tied to a friend. A link is told of also while the shop has no channel connected, since it
 * must always be possible to undo it.
 */
export async function readLinkStatus(options: {
  db: Db;
  shopId: string;
  customerGid: string;
}): Promise<LinkStatus> {
  const { db, shopId, customerGid } = options;
  const [channel, link] = await Promise.all([
    db.channel.findUnique({ where: { shopId } }),
    db.link.findFirst({
      where: { shopId, customer: { shopifyGid: customerGid, shopId } },
      include: { friend: true },
    }),
  ]);
  if (link) {
    return {
      state: "linked",
      linkId: link.id,
      linkedAt: link.linkedAt,
      friendName: link.friend.displayName,
      isFollowing: link.friend.followState === "following",
      addFriendUrl: addFriendUrl(channel?.basicId),
    };
  }
  if (!channel?.messagingChannelId || !channel.loginChannelId) return { state: "not_connected" };
  return { state: "not_linked", channelId: channel.id };
}

/** LINE's add-friend link takes the basic id, "@" and all (LINE's reference, "Use LINE URL scheme"). */
function addFriendUrl(basicId: string | null | undefined): string | null {
  return basicId ? `https://line.me/R/ti/p/${encodeURIComponent(basicId)}` : null;
}
