import { beforeEach, expect, test, vi } from "vitest";
import { createShop } from "#tests/factories/shop.ts";
import { createChannelWorld, NOW } from "./channel-world.ts";

const world = await createChannelWorld();
const { db, faults, line } = world;
const { takeWebhook } = await import("#app/channels/take-webhook.server.ts");
const { leaveWebhook } = await import("#app/channels/leave-webhook.server.ts");
const { testWebhook } = await import("#app/channels/test-webhook.server.ts");
const { releaseChannel } = await import("#app/channels/release-channel.server.ts");
const { findWebhookChannel } = await import("#app/channels/find-webhook-channel.server.ts");
const { lookAtLine } = await import("#app/channels/look-at-line.server.ts");

const { sealMessagingSecret } = await import("#app/channels/channel-secrets.server.ts");

const OTHER = "https://other.example/hook";
const at = { db, actor: "staff:1", now: NOW };
const SET = "PUT /v2/bot/channel/webhook/endpoint";
const GET = "GET /v2/bot/channel/webhook/endpoint";

beforeEach(() => void faults.remove());

const ours = async (shopId: string) =>
  `${world.appUrl}/webhooks/line/${(await world.row(shopId)).webhookKey}`;

test("another tool's URL is replaced only when the merchant has agreed to replace that very URL", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  for (const replaces of [null, "https://older.example/hook"]) {
    expect(await takeWebhook({ ...at, shopId, replaces })).toEqual({
      outcome: "changed",
      url: OTHER,
    });
  }
  expect(world.urlAtLine(account)).toBe(OTHER);
  expect(await world.row(shopId)).toMatchObject({ webhookMode: "undecided" });

  expect(await takeWebhook({ ...at, shopId, replaces: OTHER })).toEqual({ outcome: "taken" });
  expect(world.urlAtLine(account)).toBe(await ours(shopId));
  expect(await world.row(shopId)).toMatchObject({
    webhookMode: "own",
    previousWebhookUrl: OTHER,
  });
});

test("the old URL is kept even when the answer to setting ours is lost", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  faults.add({ service: "line", endpoint: SET, kind: "timeout-after-acceptance", times: 1 });
  expect(await takeWebhook({ ...at, shopId, replaces: OTHER })).toMatchObject({
    outcome: "trouble",
    trouble: "unclear",
  });
  expect(await world.row(shopId)).toMatchObject({ previousWebhookUrl: OTHER });
  // LINE has our URL by now; trying again finishes it, and forgets nothing.
  expect(await takeWebhook({ ...at, shopId, replaces: OTHER })).toEqual({ outcome: "taken" });
  expect(await world.row(shopId)).toMatchObject({ previousWebhookUrl: OTHER });
  await releaseChannel({ ...at, shopId, restoreWebhook: true });
  expect(world.urlAtLine(account)).toBe(OTHER);
});

test("LINE's test reaches us, and the moment is remembered", async () => {
  const { shopId } = await world.connectedShop();
  await takeWebhook({ ...at, shopId, replaces: null });
  expect(await testWebhook({ db, shopId, now: NOW })).toMatchObject({
    outcome: "tested",
    test: { success: true, statusCode: 200 },
  });
  const { webhookKey, webhookTestedAt } = await world.row(shopId);
  expect(webhookTestedAt).toEqual(NOW);
  expect(world.webhooks).toContain(`/webhooks/line/${webhookKey}`);
});

test("leaving the webhook alone changes nothing at LINE", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  expect(await leaveWebhook({ ...at, shopId })).toEqual({ outcome: "left", webhook: "not_ours" });
  expect(world.urlAtLine(account)).toBe(OTHER);
  expect(await world.row(shopId)).toMatchObject({ webhookMode: "none" });
});

test("stopping to use the webhook gives it back to whom it belonged", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  await takeWebhook({ ...at, shopId, replaces: OTHER });
  expect(await leaveWebhook({ ...at, shopId })).toEqual({ outcome: "left", webhook: "restored" });
  expect(world.urlAtLine(account)).toBe(OTHER);
});

test("disconnecting puts the old URL back, forgets the secrets and frees the channels", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  await takeWebhook({ ...at, shopId, replaces: OTHER });
  expect(await releaseChannel({ ...at, shopId, restoreWebhook: true })).toEqual({
    outcome: "released",
    webhook: "restored",
  });
  expect(world.urlAtLine(account)).toBe(OTHER);
  expect(await world.row(shopId)).toMatchObject({
    messagingChannelId: null,
    messagingSecret: null,
    loginChannelId: null,
    loginSecret: null,
    botUserId: null,
    testLineUserId: null,
    disconnectedAt: NOW,
  });
  const second = await createShop(db);
  expect(await world.connect(second.id, account)).toEqual({ outcome: "connected" });
  expect(await releaseChannel({ ...at, shopId, restoreWebhook: true })).toEqual({
    outcome: "not_connected",
  });
});

test("disconnecting leaves a URL alone that is not ours any more", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  await takeWebhook({ ...at, shopId, replaces: OTHER });
  line.state.updateMessagingChannel(account.bot.channelId, {
    webhook: { endpoint: "https://third.example/hook", active: true, redelivery: false },
  });
  expect(await releaseChannel({ ...at, shopId, restoreWebhook: true })).toEqual({
    outcome: "released",
    webhook: "not_ours",
  });
  expect(world.urlAtLine(account)).toBe("https://third.example/hook");
});

test("while LINE does not answer nothing is released, unless the merchant insists", async () => {
  const { shopId } = await world.connectedShop({ webhookUrl: OTHER });
  await takeWebhook({ ...at, shopId, replaces: OTHER });
  faults.add({ service: "line", endpoint: GET, kind: "error" });
  expect(await releaseChannel({ ...at, shopId, restoreWebhook: true })).toEqual({
    outcome: "unclear",
  });
  expect((await world.row(shopId)).messagingChannelId).not.toBeNull();
  expect(await releaseChannel({ ...at, shopId, restoreWebhook: false })).toEqual({
    outcome: "released",
    webhook: "left",
  });
});

test("a secret that LINE no longer takes does not hinder disconnecting", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  const { id } = await world.row(shopId);
  const messagingSecret = sealMessagingSecret(id, "0".repeat(32));
  await db.channel.update({ where: { shopId }, data: { messagingSecret } });
  expect(await releaseChannel({ ...at, shopId, restoreWebhook: true })).toEqual({
    outcome: "released",
    webhook: "refused",
  });
  expect(world.urlAtLine(account)).toBe(OTHER);
});

test("another shop's channel is out of reach", async () => {
  const stranger = await createShop(db);
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  const asStranger = { ...at, shopId: stranger.id };
  expect(await takeWebhook({ ...asStranger, replaces: OTHER })).toEqual({
    outcome: "not_connected",
  });
  expect(await leaveWebhook(asStranger)).toEqual({ outcome: "not_connected" });
  expect(await releaseChannel({ ...asStranger, restoreWebhook: false })).toEqual({
    outcome: "not_connected",
  });
  expect(world.urlAtLine(account)).toBe(OTHER);
  expect((await world.row(shopId)).messagingChannelId).not.toBeNull();
});

test("a webhook key finds its channel with the secret, and a made-up one finds none", async () => {
  const { shopId, account } = await world.connectedShop();
  const { id, webhookKey } = await world.row(shopId);
  expect(await findWebhookChannel({ db, webhookKey })).toEqual({
    shopId,
    channelId: id,
    secret: account.bot.channelSecret,
    botUserId: account.bot.botUserId,
    webhookMode: "undecided",
  });
  expect(await findWebhookChannel({ db, webhookKey: "made-up" })).toBeNull();
});

test("a burst of webhooks of one channel asks the database once", async () => {
  const { shopId } = await world.connectedShop();
  const { webhookKey } = await world.row(shopId);
  const { pool } = await import("#app/platform/database.server.ts");
  const query = vi.spyOn(pool, "query");
  const burst = Array.from({ length: 50 }, () => findWebhookChannel({ db, webhookKey }));
  expect(new Set(await Promise.all(burst)).size).toBe(1);
  await findWebhookChannel({ db, webhookKey });
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
});

test("a look at LINE tells who has the webhook, and keeps the bot's new name", async () => {
  const { shopId, account } = await world.connectedShop({ webhookUrl: OTHER });
  line.state.updateMessagingChannel(account.bot.channelId, {
    displayName: "結び商店 本店",
    chatMode: "chat",
  });
  expect(await lookAtLine({ db, shopId, now: NOW })).toMatchObject({
    outcome: "seen",
    webhook: { holder: "other", url: OTHER, isActive: true },
    chatMode: "chat",
    quota: { limit: 200, used: 0 },
  });
  expect(await world.row(shopId)).toMatchObject({ displayName: "結び商店 本店" });
});

test("a look tells when LINE does not take the credentials, and when it does not answer", async () => {
  const { shopId, account } = await world.connectedShop();
  faults.add({ service: "line", endpoint: "GET /v2/bot/info", kind: "error", times: 1 });
  expect(await lookAtLine({ db, shopId, now: NOW })).toEqual({ outcome: "unclear" });

  const { id } = await world.row(shopId);
  const messagingSecret = sealMessagingSecret(id, "0".repeat(32));
  await db.channel.update({ where: { shopId }, data: { messagingSecret } });
  expect(await lookAtLine({ db, shopId, now: NOW })).toEqual({ outcome: "unauthorized" });
  expect(await world.row(shopId)).toMatchObject({ refusedReason: "invalid_credentials" });
  // The right secret heals it.
  await world.connect(shopId, account);
  expect(await world.row(shopId)).toMatchObject({ refusedReason: null });
});
