import { z } from "zod";
import { optIn } from "#app/friends/opt-in.server.ts";
import { optOut } from "#app/friends/opt-out.server.ts";
import { readOptOutKeyword } from "#app/friends/opt-out-keywords.ts";
import { lineUserIdPattern } from "#app/friends/friend.ts";
import { recordFollow } from "#app/friends/record-follow.server.ts";
import { recordSeen } from "#app/friends/record-seen.server.ts";
import { recordUnfollow } from "#app/friends/record-unfollow.server.ts";
import type { WorkOnEvent } from "./work-lane.server.ts";

/** What we read of LINE's events; unknown types and fields pass (Messaging API reference, "Webhook event objects"). */
const lineEvent = z.object({
  source: z.object({
    type: z.literal("user"),
    userId: z.string().regex(lineUserIdPattern),
  }),
  follow: z.object({ isUnblocked: z.boolean() }).optional().catch(undefined),
  message: z
    .object({ type: z.literal("text"), text: z.string() })
    .optional()
    .catch(undefined),
});

/** Does what a stored webhook event of LINE asks for. Groups and rooms are none of our friends. */
export const workLineEvent: WorkOnEvent = async ({ db, event, now }) => {
  const { shopId, channelId, topic } = event;
  if (!shopId || !channelId) return "unknown_channel";
  const channel = await db.channel.findFirst({
    where: {
      id: channelId,
      shopId,
      messagingChannelId: { not: null },
      shop: { uninstalledAt: null },
    },
  });
  // Uninstalled or disconnected while the event waited.
  if (!channel) return "dropped";
  const { data } = lineEvent.safeParse(JSON.parse(event.body));
  if (!data) return "ignored";
  const at = event.occurredAt ?? event.receivedAt;
  const whom = { db, shopId, channelId, lineUserId: data.source.userId, at };

  switch (topic) {
    case "follow":
      return (await recordFollow({ ...whom, isUnblocked: data.follow?.isUnblocked ?? false }))
        .outcome;
    case "unfollow":
      return (await recordUnfollow(whom)).outcome;
    case "message": {
      const { friendId } = await recordSeen(whom);
      const wish = data.message && readOptOutKeyword(data.message.text);
      if (!wish) return "seen";
      const { kind, wants } = wish;
      if (wants === "in") {
        await optIn({ db, shopId, friendId, kind });
        return "opted_in";
      }
      return (await optOut({ db, shopId, friendId, kind, via: "keyword", now })).outcome;
    }
    case "postback":
    case "accountLink":
      await recordSeen(whom);
      return "seen";
    default:
      return "ignored";
  }
};
