import { beforeEach, expect, test } from "vitest";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";
import { createChannelWorld, NOW } from "./channel-world.ts";

const world = await createChannelWorld();
const { db, faults, line } = world;
const { readChannel } = await import("#app/channels/read-channel.server.ts");
const { readChannelSettings } = await import("#app/channels/channel-settings.server.ts");
const { parseChannelForm } = await import("#app/channels/channel-form.ts");

beforeEach(() => void faults.remove());

test("credentials that LINE knows are stored sealed, with the bot's name and the quota", async () => {
  const shop = await createShop(db);
  const account = world.addAccount();
  line.quota.setUsage(account.bot, 12);
  expect(await world.connect(shop.id, account)).toEqual({ outcome: "connected" });

  const row = await world.row(shop.id);
  expect(row).toMatchObject({
    botUserId: account.bot.botUserId,
    displayName: "結び商店",
    chatMode: "bot",
    quotaLimit: 200,
    quotaUsed: 12,
    webhookMode: "undecided",
    connectedAt: NOW,
  });
  expect(JSON.stringify(row)).not.toContain(account.bot.channelSecret);
  expect(JSON.stringify(row)).not.toContain(account.login.channelSecret);
  expect(await readChannel({ db, shopId: shop.id })).toMatchObject({
    credentials: { messagingSecret: account.bot.channelSecret },
    login: { loginSecret: account.login.channelSecret },
  });
  expect(await db.auditEntry.findFirst({ where: { shopId: shop.id } })).toMatchObject({
    actor: "staff:1",
    action: "channel.connected",
  });
});

test("what the settings page is sent holds no secret and nobody's LINE user id", async () => {
  const { shopId, account } = await world.connectedShop();
  await db.channel.update({ where: { shopId }, data: { testLineUserId: account.userId } });
  const page = JSON.stringify(await readChannelSettings({ db, shopId }));
  expect(page).toContain(account.bot.channelId);
  for (const hidden of [account.bot.channelSecret, account.login.channelSecret, account.userId]) {
    expect(page).not.toContain(hidden);
  }
});

test("connecting never writes LINE's webhook URL", async () => {
  const { account } = await world.connectedShop({ webhookUrl: "https://other.example/hook" });
  expect(world.urlAtLine(account)).toBe("https://other.example/hook");
});

test.each([
  [
    "a wrong messaging secret",
    { messagingSecret: "0".repeat(32) },
    { messagingSecret: "wrong_secret" },
  ],
  ["a wrong login secret", { loginSecret: "0".repeat(32) }, { loginSecret: "wrong_secret" }],
  [
    "both secrets wrong",
    { messagingSecret: "0".repeat(32), loginSecret: "1".repeat(32) },
    { messagingSecret: "wrong_secret", loginSecret: "wrong_secret" },
  ],
  ["an unknown channel", { messagingChannelId: "1" }, { messagingSecret: "wrong_secret" }],
])("%s is told beside its field, and nothing is stored", async (_, overrides, errors) => {
  const shop = await createShop(db);
  expect(await world.connect(shop.id, world.addAccount(), overrides)).toEqual({
    outcome: "invalid",
    errors,
  });
  expect(await db.channel.findUnique({ where: { shopId: shop.id } })).toBeNull();
});

test("a channel of the wrong kind is recognised in either field", async () => {
  const shop = await createShop(db);
  const { bot, login, ...account } = world.addAccount();
  expect(
    await world.connect(
      shop.id,
      { ...account, bot, login },
      {
        messagingChannelId: login.channelId,
        messagingSecret: login.channelSecret,
        loginChannelId: bot.channelId,
        loginSecret: bot.channelSecret,
      },
    ),
  ).toEqual({
    outcome: "invalid",
    errors: { messagingChannelId: "not_messaging_channel", loginChannelId: "not_login_channel" },
  });
});

test("when LINE does not answer, nothing is stored and nothing is blamed", async () => {
  const shop = await createShop(db);
  const account = world.addAccount();
  for (const endpoint of [
    "POST /oauth2/v3/token",
    "GET /v2/bot/info",
    "GET /v2/bot/channel/webhook/endpoint",
    "GET /v2/bot/message/quota",
    "POST /oauth2/v2.1/token",
  ]) {
    faults.remove();
    faults.add({ service: "line", endpoint, kind: "error" });
    expect(await world.connect(shop.id, account), endpoint).toEqual({ outcome: "unclear" });
  }
  expect(await db.channel.findUnique({ where: { shopId: shop.id } })).toBeNull();
});

test("an empty secret keeps the stored one, and a new secret replaces it", async () => {
  const { shopId, account } = await world.connectedShop();
  expect(await world.connect(shopId, account, { messagingSecret: "", loginSecret: "" })).toEqual({
    outcome: "connected",
  });
  expect(await readChannel({ db, shopId })).toMatchObject({
    credentials: { messagingSecret: account.bot.channelSecret },
  });
  line.state.updateMessagingChannel(account.bot.channelId, { channelSecret: "e".repeat(32) });
  expect(
    await world.connect(shopId, account, { messagingSecret: "e".repeat(32), loginSecret: "" }),
  ).toEqual({ outcome: "connected" });
  expect(await readChannel({ db, shopId })).toMatchObject({
    credentials: { messagingSecret: "e".repeat(32) },
  });
});

test("an empty secret of a channel that is not stored yet is missing", async () => {
  const shop = await createShop(db);
  expect(
    await world.connect(shop.id, world.addAccount(), { messagingSecret: "", loginSecret: "" }),
  ).toEqual({
    outcome: "invalid",
    errors: { messagingSecret: "secret_missing", loginSecret: "secret_missing" },
  });
});

test("the login channel can come later", async () => {
  const shop = await createShop(db);
  const account = world.addAccount();
  expect(await world.connect(shop.id, account, { loginChannelId: "", loginSecret: "" })).toEqual({
    outcome: "connected",
  });
  expect(await readChannel({ db, shopId: shop.id })).toMatchObject({ login: null });
});

test("a second shop with the same channel, bot or login channel is refused", async () => {
  const { account } = await world.connectedShop();
  const second = await createShop(db);
  expect(await world.connect(second.id, account)).toEqual({
    outcome: "invalid",
    errors: { messagingChannelId: "taken", loginChannelId: "taken" },
  });

  const other = world.addAccount();
  expect(
    await world.connect(second.id, other, {
      loginChannelId: account.login.channelId,
      loginSecret: account.login.channelSecret,
    }),
  ).toEqual({ outcome: "invalid", errors: { loginChannelId: "taken" } });

  // Another channel id for a bot that is taken: only its user id tells.
  line.state.updateMessagingChannel(other.bot.channelId, { botUserId: account.bot.botUserId });
  expect(await world.connect(second.id, other)).toEqual({
    outcome: "invalid",
    errors: { messagingChannelId: "taken" },
  });
  expect(await db.channel.findUnique({ where: { shopId: second.id } })).toBeNull();
});

test("who does not know a channel's secret is not told that another shop has connected it", async () => {
  const { account } = await world.connectedShop();
  const stranger = await createShop(db);
  const guess = { messagingSecret: "0".repeat(32), loginSecret: "0".repeat(32) };
  expect(await world.connect(stranger.id, account, guess)).toEqual({
    outcome: "invalid",
    errors: { messagingSecret: "wrong_secret", loginSecret: "wrong_secret" },
  });
});

test("of two shops that connect one channel at the same moment, one is refused", async () => {
  const account = world.addAccount();
  const shops = await Promise.all([createShop(db), createShop(db)]);
  const outcomes = await Promise.all(shops.map(({ id }) => world.connect(id, account)));
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["connected", "invalid"]);
});

test("changing to another Messaging API channel asks to disconnect first", async () => {
  const { shopId } = await world.connectedShop();
  expect(await world.connect(shopId, world.addAccount())).toEqual({
    outcome: "invalid",
    errors: { messagingChannelId: "disconnect_first" },
  });
});

test("who followed the former bot is not taken for a follower of the next", async () => {
  const { shopId, account } = await world.connectedShop();
  const channel = await world.row(shopId);
  const friend = await createFriend(db, channel);
  const { releaseChannel } = await import("#app/channels/release-channel.server.ts");
  const release = () =>
    releaseChannel({ db, shopId, restoreWebhook: false, actor: "staff:1", now: NOW });

  await release();
  await world.connect(shopId, account);
  const followState = async () =>
    (await db.friend.findUniqueOrThrow({ where: { id: friend.id } })).followState;
  expect(await followState()).toBe("following");

  await release();
  await world.connect(shopId, world.addAccount());
  expect(await followState()).toBe("seen");
});

test("a URL of ours that LINE has already needs no choice", async () => {
  const { shopId, account } = await world.connectedShop();
  const { webhookKey } = await world.row(shopId);
  line.state.updateMessagingChannel(account.bot.channelId, {
    webhook: {
      endpoint: `${world.appUrl}/webhooks/line/${webhookKey}`,
      active: true,
      redelivery: true,
    },
  });
  await world.connect(shopId, account);
  expect(await world.row(shopId)).toMatchObject({ webhookMode: "own" });
});

test.each([
  [{ messagingChannelId: "" }, { messagingChannelId: "id_missing" }],
  [{ messagingChannelId: "@musubi" }, { messagingChannelId: "id_not_digits" }],
  [{ messagingChannelId: "<script>alert(1)</script>" }, { messagingChannelId: "id_not_digits" }],
  [{ messagingSecret: "too short" }, { messagingSecret: "secret_form" }],
  [{ messagingSecret: "A".repeat(170) }, { messagingSecret: "secret_form" }],
  [{ loginSecret: "a".repeat(32) }, { loginChannelId: "id_missing" }],
  [{ loginChannelId: "2000000001" }, { loginChannelId: "same_channel" }],
])("the form %o is refused as %o before LINE is asked", (overrides, errors) => {
  const fields = {
    messagingChannelId: "2000000001",
    messagingSecret: "",
    loginChannelId: "",
    loginSecret: "",
    ...overrides,
  };
  expect(parseChannelForm(fields)).toEqual({ outcome: "invalid", errors });
});

test("a form without its fields is refused, not thrown at", () => {
  expect(parseChannelForm({})).toMatchObject({ outcome: "invalid" });
  expect(parseChannelForm({ messagingChannelId: {}, loginSecret: 7 })).toMatchObject({
    outcome: "invalid",
  });
});
