import { beforeEach, expect, test } from "vitest";
import type { Shop } from "@prisma/client";
import { createShop } from "#tests/factories/shop.ts";
import { startLine, type LineAccount } from "#tests/setup/line.ts";

const { line, faults, addAccount } = await startLine();
const { db } = await import("#app/platform/database.server.ts");
const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
const { readChannel } = await import("#app/channels/read-channel.server.ts");
const { beginFollowerImport } = await import("#app/friends/begin-follower-import.server.ts");
const { claimFollowerSyncs } = await import("#app/friends/claim-follower-syncs.server.ts");
const { readFollowerImport } = await import("#app/friends/read-follower-import.server.ts");
const { readFollowerNumbers } = await import("#app/friends/read-follower-numbers.server.ts");
const { readFollowersPage } = await import("#app/friends/read-followers-page.server.ts");
const { recordFriendEvents } = await import("#app/friends/record-friend-events.server.ts");
const { claimFollowerCounts, refreshFollowerCount } =
  await import("#app/friends/refresh-follower-counts.server.ts");
const { sweepFollowerSyncs, sweepWantedProfiles } =
  await import("#app/worker/sweep-followers.server.ts");

let shop: Shop;
let account: LineAccount;

beforeEach(async () => {
  shop = await createShop(db);
  account = addAccount();
  account.bot.verified = true;
  const { bot, login } = account;
  const form = {
    messagingChannelId: bot.channelId,
    messagingSecret: bot.channelSecret,
    loginChannelId: login.channelId,
    loginSecret: login.channelSecret,
  };
  await connectChannel({ db, shopId: shop.id, form, actor: "staff:1", now: new Date() });
});

function befriend(names: string[]): string[] {
  return names.map((displayName) => {
    const person = line.state.addUser({ displayName });
    const userId = person.userIds[account.providerId] ?? "";
    line.state.setFriendship(account.bot.botUserId, userId, "following");
    return userId;
  });
}

const begin = (now = new Date()) =>
  beginFollowerImport({ db, shopId: shop.id, actor: "staff:1", now });
const progress = () => readFollowerImport({ db, shopId: shop.id });
const friend = (lineUserId: string) =>
  db.friend.findFirst({ where: { shopId: shop.id, lineUserId } });
const credentials = async () => (await readChannel({ db, shopId: shop.id }))!.credentials;
async function readAll() {
  await sweepFollowerSyncs();
  await sweepWantedProfiles();
}
/** As if a day had gone by since the last reading. */
const letDayPass = () =>
  db.followerSync.update({ where: { shopId: shop.id }, data: { dueAt: new Date(0) } });

test("everybody whom LINE lists becomes a friend with name and picture, page by page", async () => {
  const ids = befriend(Array.from({ length: 1_001 }, (_, number) => `客${number}`));
  expect(await begin()).toEqual({ outcome: "begun" });
  expect(await begin()).toEqual({ outcome: "under_way" });
  await readAll();
  expect(await progress()).toMatchObject({
    state: "finished",
    listed: 1_002,
    added: 1_002,
    profilesLeft: 0,
  });
  expect(await friend(ids[1_000]!)).toMatchObject({
    displayName: "客1000",
    followState: "following",
    source: "follower_list",
  });
}, 30_000);

test("a reading that was cut off goes on with the next page, and a page that two read is kept once", async () => {
  befriend(Array.from({ length: 1_500 }, (_, number) => `客${number}`));
  await begin();
  await claimFollowerSyncs({ db, now: new Date() });
  const page = { db, shopId: shop.id, credentials: await credentials(), now: new Date() };
  const both = await Promise.all([readFollowersPage(page), readFollowersPage(page)]);
  expect(both.sort()).toEqual(["done", "more"]);
  expect(await progress()).toMatchObject({ state: "running", listed: 1_000, added: 1_000 });
  expect(await readFollowersPage(page)).toBe("done");
  expect(await progress()).toMatchObject({ state: "finished", listed: 1_501, added: 1_501 });
}, 30_000);

test("an account that is not verified is told so, and is asked again a day later", async () => {
  account.bot.verified = false;
  await begin();
  await readAll();
  expect(await progress()).toMatchObject({ state: "refused", reason: "not_verified" });
  account.bot.verified = true;
  await readAll();
  expect(await progress()).toMatchObject({ state: "refused" });
  await letDayPass();
  await readAll();
  expect(await progress()).toMatchObject({ state: "finished", listed: 1 });
});

test("a page that LINE does not answer is asked for again, and nothing is lost", async () => {
  befriend(["花子"]);
  await begin();
  faults.add({ service: "line", endpoint: "GET /v2/bot/followers/ids", kind: "error", times: 1 });
  await readAll();
  expect(await progress()).toMatchObject({ state: "running", listed: 0 });
  await letDayPass();
  await readAll();
  expect(await progress()).toMatchObject({ state: "finished", listed: 2 });
});

test("who is on the list no more, and of whom LINE tells no profile, no longer follows", async () => {
  const [gone, stays] = befriend(["去る人", "残る人"]) as [string, string];
  await begin();
  await readAll();
  // LINE's webhook of it never came.
  line.state.setFriendship(account.bot.botUserId, gone, "blocked");
  await letDayPass();
  await readAll();
  expect(await friend(gone)).toMatchObject({ followState: "blocked", displayName: "去る人" });
  expect(await friend(stays)).toMatchObject({ followState: "following" });
});

test("who came back and was missed follows again, and an unfollow that is newer than the list stands", async () => {
  const [back, newer] = befriend(["戻る人", "新しい人"]) as [string, string];
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const told = (lineUserId: string, at: Date) =>
    recordFriendEvents({
      db,
      shopId: shop.id,
      channelId: channel.id,
      events: [{ lineUserId, at, kind: "unfollow", source: "follow" }],
    });
  await told(back, new Date(Date.now() - 60_000));
  await told(newer, new Date(Date.now() + 60_000));
  await begin();
  await readAll();
  expect(await friend(back)).toMatchObject({ followState: "following" });
  expect(await friend(newer)).toMatchObject({ followState: "blocked" });
});

test("when LINE limits the rate of profiles, they wait, and are asked for later", async () => {
  befriend(["一", "二", "三"]);
  await begin();
  await sweepFollowerSyncs();
  faults.add({
    service: "line",
    endpoint: "GET /v2/bot/profile/{userId}",
    kind: "rate-limit",
    times: 20,
  });
  await sweepWantedProfiles();
  const left = (await progress())?.profilesLeft ?? 0;
  expect(left).toBeGreaterThan(0);
  faults.remove();
  await db.wantedProfile.updateMany({ data: { dueAt: new Date(0) } });
  await sweepWantedProfiles();
  expect(await progress()).toMatchObject({ profilesLeft: 0 });
  expect(await db.friend.count({ where: { shopId: shop.id, displayName: null } })).toBe(0);
});

test("LINE's own count is read once a day, with its day, and blocked people are no friends in it", async () => {
  const [first] = befriend(["一", "二"]) as [string];
  line.state.setFriendship(account.bot.botUserId, first, "blocked");
  const now = new Date();
  expect(await claimFollowerCounts({ db, now })).toContain(shop.id);
  const read = { db, shopId: shop.id, credentials: await credentials(), now };
  expect(await refreshFollowerCount(read)).toBe("read");
  expect(await claimFollowerCounts({ db, now })).not.toContain(shop.id);
  const yesterday = new Date(now.getTime() - 15 * 3_600_000).toISOString().slice(0, 10);
  expect(await readFollowerNumbers({ db, shopId: shop.id })).toMatchObject({
    day: yesterday,
    followers: 3,
    blocks: 1,
    friends: 2,
  });
});

test("another bot's followers and numbers are forgotten when another account is connected", async () => {
  befriend(["一"]);
  await begin();
  await sweepFollowerSyncs();
  await db.channel.update({ where: { shopId: shop.id }, data: { messagingChannelId: null } });
  const { bot, login } = addAccount();
  const form = {
    messagingChannelId: bot.channelId,
    messagingSecret: bot.channelSecret,
    loginChannelId: login.channelId,
    loginSecret: login.channelSecret,
  };
  await connectChannel({ db, shopId: shop.id, form, actor: "staff:1", now: new Date() });
  expect(await progress()).toBeNull();
  expect(await db.wantedProfile.count({ where: { shopId: shop.id } })).toBe(0);
});

test("no shop without a channel begins to read, and none reads another's list", async () => {
  const other = await createShop(db);
  expect(
    await beginFollowerImport({ db, shopId: other.id, actor: "staff:1", now: new Date() }),
  ).toEqual({ outcome: "not_connected" });
  await begin();
  expect(await readFollowerImport({ db, shopId: other.id })).toBeNull();
});
