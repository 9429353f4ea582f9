import { z } from "zod";
import { lineUserIdPattern } from "#app/friends/friend.ts";
import { optIn } from "#app/friends/opt-in.server.ts";
import { optOut } from "#app/friends/opt-out.server.ts";
import { readOptOutKeyword } from "#app/friends/opt-out-keywords.ts";
import { type FriendEvent, recordFriendEvents } from "#app/friends/record-friend-events.server.ts";
import type { WrittenFriend } from "#app/friends/write-friends.server.ts";
import { recordTalk, type TalkSaid } from "#app/inbox/record-talk.server.ts";
import { readTalkEvent, type TalkTold } from "#app/inbox/talk-event.ts";
import { finishAccountLink } from "#app/linking/account-link/finish-account-link.server.ts";
import { oweAnswer } from "#app/linking/account-link/owe-answer.server.ts";
import { tapInvitation } from "#app/linking/account-link/tap-invitation.server.ts";
import { readInvitationData } from "#app/linking/link-invitation.ts";
import { isLinkKeyword } from "#app/linking/link-keywords.ts";
import { keepReplyTokens, type NewReplyToken } from "#app/messages/keep-reply-tokens.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import type { WaitingEvent, Work } from "./work.ts";

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
  postback: z.object({ data: z.string() }).optional().catch(undefined),
  link: z
    .object({ result: z.enum(["ok", "failed"]), nonce: z.string() })
    .optional()
    .catch(undefined),
  /** In standby another tool of the account answers. */
  mode: z.string().optional().catch(undefined),
  replyToken: z.string().optional().catch(undefined),
});
type LineEvent = z.infer<typeof lineEvent>;

/** What a type of event says of a friend. Types that say nothing of them are passed over. */
const SAYS = new Map<string, Pick<FriendEvent, "kind" | "source">>([
  ["follow", { kind: "follow", source: "follow" }],
  ["unfollow", { kind: "unfollow", source: "follow" }],
  ["message", { kind: "seen", source: "message" }],
  ["messageEdited", { kind: "seen", source: "message" }],
  ["unsend", { kind: "seen", source: "message" }],
  ["postback", { kind: "seen", source: "postback" }],
  ["accountLink", { kind: "seen", source: "account_link" }],
]);

/** A channel's events are worked together, whatever they are: a friend's keep their order. */
export const lineWork: Work = {
  kindOf: ({ channelId }) => (channelId ? `line ${channelId}` : null),

  async work({ db, events, now }) {
    const { shopId, channelId } = events[0]!;
    if (!shopId || !channelId) return events.map(() => "unknown_channel");
    const channel = await db.channel.findFirst({
      where: {
        id: channelId,
        shopId,
        messagingChannelId: { not: null },
        shop: { uninstalledAt: null },
      },
    });
    // Uninstalled or disconnected while the events waited.
    if (!channel) return events.map(() => "dropped");
    const read = events.map(readEvent);
    const told = read.filter((each) => each !== null);
    // Before any friend is written: whoever links from the storefront takes the two in this order.
    if (told.some(({ event }) => event.link)) await lockShopRecords(db, shopId);
    const friends = (
      await recordFriendEvents({ db, shopId, channelId, events: told.map((each) => each.friend) })
    ).values();
    const outcomes: string[] = [];
    const tokens: NewReplyToken[] = [];
    const said: TalkSaid[] = [];
    for (const each of read) {
      const friend = each && friends.next().value;
      if (!friend) {
        outcomes.push("ignored");
        continue;
      }
      outcomes.push(await answer({ db, shopId, channelId, friend, told: each, now }));
      tokens.push(...unusedTokens(each, friend.friendId, now));
      if (each.talk) said.push({ ...each.talk, friendId: friend.friendId, at: each.friend.at });
    }
    await recordTalk({ db, shopId, said });
    await keepReplyTokens({ db, shopId, tokens, realNow: realTime() });
    return outcomes;
  },
};

type Told = { friend: FriendEvent; event: LineEvent; talk: TalkTold | null; receivedAt: Date };

/** Null for what is not about a person: groups and rooms are none of our friends, and what LINE may invent. */
function readEvent({ topic, body, occurredAt, receivedAt }: WaitingEvent): Told | null {
  const says = SAYS.get(topic);
  const parsed: unknown = JSON.parse(body);
  const { data: event } = lineEvent.safeParse(parsed);
  const talk = readTalkEvent(parsed);
  // An edit or an unsending that names no message says nothing.
  const isEmpty = !talk && (topic === "messageEdited" || topic === "unsend");
  if (!says || !event || isEmpty) return null;
  return {
    friend: { ...says, lineUserId: event.source.userId, at: occurredAt ?? receivedAt },
    event,
    talk,
    receivedAt,
  };
}

/** The event's reply token for whoever answers by hand: none in standby, or where what it asks for is answered at once. */
function unusedTokens({ event, receivedAt }: Told, friendId: string, now: Date): NewReplyToken[] {
  const { replyToken, mode, link, message, postback } = event;
  const isAnswered =
    link ||
    (postback && readInvitationData(postback.data)) ||
    (message && isLinkKeyword(message.text));
  if (!replyToken || mode === "standby" || isAnswered) return [];
  // The event is noted by the product's clock; a token lives by the real one.
  const age = Math.max(0, now.getTime() - receivedAt.getTime());
  return [{ friendId, replyToken, receivedAt: new Date(realTime().getTime() - age) }];
}

/**
 * What the event asks for beyond being recorded: a message that is a keyword, a tap on an invitation, LINE's word about a
 * link. Few do, so each is worked for itself.
 */
async function answer(options: {
  db: Db;
  shopId: string;
  channelId: string;
  friend: WrittenFriend;
  told: Told;
  now: Date;
}): Promise<string> {
  const { db, shopId, channelId, friend, told, now } = options;
  const { friendId, isStale } = friend;
  if (isStale) return "stale";
  switch (told.friend.kind) {
    case "follow":
      return told.event.follow?.isUnblocked ? "unblocked" : "followed";
    case "unfollow":
      return "blocked";
    case "seen": {
      const { postback, link, mode } = told.event;
      // Editing a message into a keyword asks for nothing.
      const message = told.talk?.says === "message" ? told.event.message : undefined;
      const replyToken = mode === "standby" ? undefined : told.event.replyToken;
      const about = { db, shopId, friendId, replyToken };
      if (link)
        return finishAccountLink({ ...about, ...link, channelId, now, realTime: realTime() });
      const invitationId = postback && readInvitationData(postback.data);
      if (invitationId) return tapInvitation({ ...about, invitationId, now });
      if (message && isLinkKeyword(message.text)) {
        await oweAnswer({ ...about, about: "offer" });
        return "link_asked";
      }
      const wish = message && readOptOutKeyword(message.text);
      if (!wish) return "seen";
      const said = { db, shopId, friendId, kind: wish.kind, now: told.friend.at };
      if (wish.wants === "out") return (await optOut({ ...said, via: "keyword" })).outcome;
      await optIn(said);
      return "opted_in";
    }
  }
}
