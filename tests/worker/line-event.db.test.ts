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
let shop: Shop;
let channel: Channel;
let intake: Awaited<ReturnType<typeof openIntake>>;

async function connect(to: Shop): Promise<Channel> {
  const { id } = await createChannel(db, to, { messagingSecret: "not yet sealed" });
  return db.channel.update({
    where: { id },
    data: { messagingSecret: sealMessagingSecret(id, SECRET) },
  });
}

beforeAll(async () => {
  shop = await createShop(db);
  channel = await connect(shop);
  intake = await openIntake();
});
afterAll(() => intake.close());

/** LINE sends events, and they are worked off. Returns what came of the last one. */
async function hear(...events: Record<string, unknown>[]): Promise<string | null> {
  expect((await intake.send(lineWebhook({ channel, secret: SECRET, events }))).status).toBe(200);
  await workAll();
  const { outcome } = await db.webhookEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
  return outcome;
}

const friend = (userId: string) =>
  db.friend.findFirst({
    where: { shopId: shop.id, lineUserId: userId },
    include: { optOuts: true },
  });
const text = (userId: string, words: string) =>
  lineEvent("message", userId, { message: { type: "text", id: "1", text: words } });

test("who adds the account is a friend who follows; who blocks it is blocked; who comes back follows again", async () => {
  const userId = lineUserId();
  const at = Date.now();
  expect(
    await hear(lineEvent("follow", userId, { timestamp: at, follow: { isUnblocked: false } })),
  ).toBe("followed");
  expect(await friend(userId)).toMatchObject({ followState: "following", channelId: channel.id });
  expect(await hear(lineEvent("unfollow", userId, { timestamp: at + 1 }))).toBe("blocked");
  expect(await friend(userId)).toMatchObject({ followState: "blocked" });
  expect(
    await hear(lineEvent("follow", userId, { timestamp: at + 2, follow: { isUnblocked: true } })),
  ).toBe("unblocked");
  expect(await friend(userId)).toMatchObject({ followState: "following" });
});

test("a follow that is delivered again after the block does not undo it", async () => {
  const userId = lineUserId();
  const at = Date.now();
  const follow = lineEvent("follow", userId, { timestamp: at });
  await hear(lineEvent("unfollow", userId, { timestamp: at + 1 }));
  expect(await hear({ ...follow, deliveryContext: { isRedelivery: true } })).toBe("stale");
  expect(await friend(userId)).toMatchObject({ followState: "blocked" });
});

test("a keyword opts the friend out, and another one in again; an ordinary message does neither", async () => {
  const userId = lineUserId();
  expect(await hear(text(userId, "こんにちは"))).toBe("seen");
  expect((await friend(userId))?.optOuts).toEqual([]);
  expect(await hear(text(userId, "配信停止"))).toBe("opted_out");
  expect((await friend(userId))?.optOuts).toMatchObject([
    { kind: "recovery", via: "keyword" },
    { kind: "marketing", via: "keyword" },
  ]);
  expect(await hear(text(userId, "配信再開"))).toBe("opted_in");
  expect((await friend(userId))?.optOuts).toEqual([]);
});

test("a stop that was written last stops, though the resume before it is delivered after it", async () => {
  const userId = lineUserId();
  const at = Date.now();
  const resume = { ...text(userId, "配信再開"), timestamp: at };
  const stop = { ...text(userId, "配信停止"), timestamp: at + 1_000 };
  await hear(stop);
  await hear(resume);
  expect((await friend(userId))?.optOuts).toHaveLength(2);
});

test("who writes or taps without having been met is known from then on, and whether they follow is not guessed", async () => {
  for (const event of [
    lineEvent("message", lineUserId(), {
      message: { type: "sticker", id: "1", packageId: "1", stickerId: "1" },
    }),
    lineEvent("postback", lineUserId(), { postback: { data: "a=1" } }),
    lineEvent("accountLink", lineUserId(), { link: { result: "ok", nonce: "x" } }),
  ]) {
    expect(await hear(event)).toBe(event.type === "accountLink" ? "unknown_nonce" : "seen");
    const { userId } = event.source as { userId: string };
    expect(await friend(userId)).toMatchObject({ followState: "seen" });
  }
});

test("events of an unknown type, of groups, or of no user at all are passed over", async () => {
  const before = await db.friend.count();
  const groups = { source: { type: "group", groupId: `C${"0".repeat(32)}`, userId: lineUserId() } };
  expect(await hear(lineEvent("messageEdited", lineUserId()))).toBe("ignored");
  expect(await hear(lineEvent("somethingNew", lineUserId(), { somethingNew: { deep: [1] } }))).toBe(
    "ignored",
  );
  expect(await hear(lineEvent("message", lineUserId(), groups))).toBe("ignored");
  expect(await hear(lineEvent("follow", "not a user id"))).toBe("ignored");
  expect(await hear(lineEvent("delivery", lineUserId(), { source: undefined }))).toBe("ignored");
  expect(await db.friend.count()).toBe(before);
});

test("unknown fields and wrong types within a known event do no harm", async () => {
  const userId = lineUserId();
  const odd = { follow: "yes", timestamp: "now", mode: "standby", newField: { a: 1 } };
  expect(await hear(lineEvent("follow", userId, odd))).toBe("followed");
  expect(await hear(lineEvent("message", userId, { message: { type: "text", text: 12 } }))).toBe(
    "seen",
  );
});

test("one friend's events that come in one webhook take effect in their order", async () => {
  const userId = lineUserId();
  await hear(
    lineEvent("follow", userId),
    text(userId, "停止"),
    text(userId, "再開"),
    text(userId, "停止"),
  );
  expect((await friend(userId))?.optOuts).toHaveLength(2);
});

test("events of a shop that uninstalls while they wait are dropped", async () => {
  const leaving = await createShop(db);
  const theirs = await connect(leaving);
  const userId = lineUserId();
  const webhook = lineWebhook({
    channel: theirs,
    secret: SECRET,
    events: [lineEvent("follow", userId)],
  });
  expect((await intake.send(webhook)).status).toBe(200);
  await db.shop.update({ where: { id: leaving.id }, data: { uninstalledAt: new Date() } });
  await workAll();
  expect(await db.webhookEvent.findFirst({ where: { shopId: leaving.id } })).toMatchObject({
    outcome: "dropped",
    body: null,
  });
  expect(await db.friend.count({ where: { shopId: leaving.id } })).toBe(0);
});

test("the same LINE user at two shops is two friends, each with their own wishes", async () => {
  const userId = lineUserId();
  const other = await createShop(db);
  const theirs = await connect(other);
  await hear(text(userId, "停止"));
  await intake.send(
    lineWebhook({ channel: theirs, secret: SECRET, events: [lineEvent("follow", userId)] }),
  );
  await workAll();
  expect(
    await db.friend.findMany({
      where: { lineUserId: userId },
      include: { optOuts: true },
      orderBy: { createdAt: "asc" },
    }),
  ).toMatchObject([
    { shopId: shop.id, optOuts: [{}, {}] },
    { shopId: other.id, optOuts: [] },
  ]);
});
