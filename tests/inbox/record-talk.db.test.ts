import type { Channel, Shop } from "@prisma/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { lineUserId } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";
import { lineEvent, lineWebhook } from "#tests/factories/webhook.ts";
import { openIntake, workAll } from "#tests/intake/open-intake.ts";

const SECRET = "the channel's secret";
const AT = Date.now();
let shop: Shop;
let channel: Channel;
let intake: Awaited<ReturnType<typeof openIntake>>;

beforeAll(async () => {
  shop = await createShop(db);
  const { id } = await createChannel(db, shop, { messagingSecret: "not yet sealed" });
  const messagingSecret = sealMessagingSecret(id, SECRET);
  channel = await db.channel.update({ where: { id }, data: { messagingSecret } });
  intake = await openIntake();
});
afterAll(() => intake.close());

/** LINE tells of somebody's acts, in this order. Returns the thread that stands afterwards. */
async function hear(userId: string, ...events: Record<string, unknown>[]) {
  const { status } = await intake.send(lineWebhook({ channel, secret: SECRET, events }));
  expect(status).toBe(200);
  await workAll();
  return db.thread.findFirst({
    where: { shopId: shop.id, friend: { lineUserId: userId } },
    include: { entries: { orderBy: [{ at: "asc" }, { id: "asc" }] } },
  });
}

const says = (userId: string, at: number, id: string, text: string, type = "message") =>
  lineEvent(type, userId, {
    timestamp: AT + at,
    message: { id, type: "text", text, quoteToken: "q" },
  });
const unsends = (userId: string, at: number, messageId: string) =>
  lineEvent("unsend", userId, { timestamp: AT + at, unsend: { messageId } });

test("what somebody writes is a thread, in the order of LINE's timestamps", async () => {
  const userId = lineUserId();
  const thread = await hear(userId, says(userId, 2, "2", "二"), says(userId, 1, "1", "一"));
  expect(thread).toMatchObject({
    status: "open",
    unreadCount: 2,
    preview: "二",
    lastEntryAt: new Date(AT + 2),
    waitingSince: new Date(AT + 1),
    entries: [{ text: "一" }, { text: "二" }],
  });
});

test("a message that is delivered again is the same one, and is unread once", async () => {
  const userId = lineUserId();
  await hear(userId, says(userId, 1, "1", "一"));
  expect(await hear(userId, says(userId, 1, "1", "一"))).toMatchObject({
    unreadCount: 1,
    entries: [{ text: "一" }],
  });
});

test.each([
  ["after it", (u: string) => [[says(u, 1, "1", "秘密")], [unsends(u, 2, "1")]]],
  ["before it", (u: string) => [[unsends(u, 2, "1")], [says(u, 1, "1", "秘密")]]],
  ["together with it", (u: string) => [[unsends(u, 2, "1"), says(u, 1, "1", "秘密")]]],
  [
    "and edited late",
    (u: string) => [
      [says(u, 1, "1", "秘密"), unsends(u, 3, "1")],
      [says(u, 2, "1", "秘密!", "messageEdited")],
    ],
  ],
])("what was unsent is gone and keeps its place: told %s", async (_, batches) => {
  const userId = lineUserId();
  let thread: unknown;
  for (const events of batches(userId)) thread = await hear(userId, ...events);
  expect(thread).toMatchObject({
    preview: null,
    entries: [{ at: new Date(AT + 1), kind: "text", text: null, body: null, quoteToken: null }],
  });
  expect(JSON.stringify(thread)).not.toContain("秘密");
});

test("the newest edit stays, in whatever order edits and the message come", async () => {
  const userId = lineUserId();
  await hear(userId, says(userId, 3, "1", "三", "messageEdited"));
  await hear(userId, says(userId, 1, "1", "一"));
  expect(await hear(userId, says(userId, 2, "1", "二", "messageEdited"))).toMatchObject({
    entries: [{ at: new Date(AT + 1), text: "三", editedAt: new Date(AT + 3) }],
  });
});

test("a sticker is kept as LINE tells it; characters that a database does not hold break nothing", async () => {
  const userId = lineUserId();
  const sticker = { id: "1", type: "sticker", packageId: "446", stickerId: "1988" };
  const thread = await hear(
    userId,
    lineEvent("message", userId, { timestamp: AT, message: sticker }),
    says(userId, 1, "2", "a\0b\ud800"),
  );
  expect(thread?.entries).toMatchObject([
    { kind: "sticker", text: null, body: { packageId: "446", stickerId: "1988" } },
    { text: "ab\ufffd" },
  ]);
});

test("who only adds the account has no thread", async () => {
  const userId = lineUserId();
  expect(await hear(userId, lineEvent("follow", userId))).toBeNull();
});
