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

/** Whether this customer is tied to a friend of the channel that the shop has connected now. */
export async function readLinkStatus(options: {
  db: Db;
  shopId: string;
  customerGid: string;
}): Promise<LinkStatus> {
  const { db, shopId, customerGid } = options;
  const channel = await db.channel.findUnique({ where: { shopId } });
  if (!channel?.messagingChannelId || !channel.loginChannelId) return { state: "not_connected" };
  // LINE's add-friend link takes the basic id, "@" and all (LINE's reference, "Use LINE URL scheme").
  const addFriendUrl = channel.basicId
    ? `https://line.me/R/ti/p/${encodeURIComponent(channel.basicId)}`
    : null;
  const link = await db.link.findFirst({
    where: { shopId, customer: { shopifyGid: customerGid, shopId } },
    include: { friend: true },
  });
  if (!link) return { state: "not_linked", channelId: channel.id };
  return {
    state: "linked",
    linkId: link.id,
    linkedAt: link.linkedAt,
    friendName: link.friend.displayName,
    isFollowing: link.friend.followState === "following",
    addFriendUrl,
  };
}
