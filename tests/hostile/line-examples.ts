const userId = `U${"4af4980629".repeat(4).slice(0, 32)}`;
const user = { type: "user", userId };
const group = { type: "group", groupId: "Ca56f94637c", userId };
const room = { type: "room", roomId: "Ra8dbf4673c" };
const replyToken = "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA";
const mention = {
  mentionees: [{ index: 0, length: 3, type: "user", userId, isSelf: false }],
};

function message(content: object, source: object = user) {
  const common = { id: "468789577898262530", markAsReadToken: "30yhdy232" };
  return { type: "message", source, replyToken, message: { ...common, ...content } };
}

/**
 * One event of every type and of every kind of message that LINE documents (Messaging API reference, "Webhook event
 * objects"), without what the platform adds to each.
 */
const events: object[] = [
  { type: "follow", source: user, replyToken, follow: { isUnblocked: true } },
  { type: "unfollow", source: user },
  message({ type: "text", text: "配信停止", quoteToken: "q3Plxr4AgKd" }),
  message({ type: "text", text: "@結び 配信再開", quoteToken: "q3Plxr4AgKd", mention }, group),
  message({
    type: "text",
    text: "Hello (moon)",
    quoteToken: "q3Plxr4AgKd",
    emojis: [{ index: 6, length: 6, productId: "5ac1bfd5040ab15980c9b435", emojiId: "001" }],
  }),
  message({
    type: "image",
    quoteToken: "q3Plxr4AgKd",
    contentProvider: { type: "line" },
    imageSet: { id: "E005D41A7288F41B65593ED38FF6E9834B046AB36A37921A56BC236F13A91855", index: 1 },
  }),
  message({
    type: "video",
    quoteToken: "q3Plxr4AgKd",
    duration: 60_000,
    contentProvider: { type: "external", originalContentUrl: "https://example.com/original.mp4" },
  }),
  message({ type: "audio", duration: 60_000, contentProvider: { type: "line" } }),
  message({ type: "file", fileName: "file.txt", fileSize: 2138 }, group),
  message({ type: "location", title: "店", address: "東京", latitude: 35.65, longitude: 139.74 }),
  message({
    type: "sticker",
    quoteToken: "q3Plxr4AgKd",
    packageId: "446",
    stickerId: "1988",
    stickerResourceType: "STATIC",
    keywords: ["cony", "sally"],
  }),
  { type: "unsend", source: group, unsend: { messageId: "325708" } },
  { type: "join", source: group, replyToken },
  { type: "leave", source: room },
  { type: "memberJoined", source: group, replyToken, joined: { members: [user] } },
  { type: "memberLeft", source: group, left: { members: [user] } },
  { type: "postback", source: user, replyToken, postback: { data: "storeId=12345" } },
  {
    type: "postback",
    source: user,
    replyToken,
    postback: { data: "a=1", params: { datetime: "2026-11-22T12:00" } },
  },
  { type: "videoPlayComplete", source: user, replyToken, videoPlayComplete: { trackingId: "t" } },
  { type: "beacon", source: user, replyToken, beacon: { hwid: "d41d8cd98f", type: "enter" } },
  { type: "accountLink", source: user, replyToken, link: { result: "ok", nonce: "xxx" } },
  { type: "membership", source: user, replyToken, membership: { type: "joined", membershipId: 3 } },
  { type: "module", module: { type: "detached", botId: userId, reason: "bot_deleted" } },
  { type: "activated", chatControl: { expireAt: 1_462_629_479_859 } },
  { type: "deactivated" },
  { type: "botSuspended" },
  { type: "botResumed" },
  { type: "delivery", source: user, delivery: { data: "15034552939884E28681A7D668CEA94C" } },
];

export const LINE_EXAMPLES = events.length;

/**
 * The body of a webhook that tells of the nth example and of the one after it.
 *
 * @param eventIds ids that no other webhook has
 */
export function lineExample(n: number, destination: string, eventIds: [string, string]): string {
  return JSON.stringify({
    destination,
    events: eventIds.map((webhookEventId, index) => ({
      mode: "active",
      timestamp: 1_795_000_000_000 + index,
      webhookEventId,
      deliveryContext: { isRedelivery: false },
      ...events[(n + index) % events.length],
    })),
  });
}
