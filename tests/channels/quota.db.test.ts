import { beforeEach, expect, test, vi } from "vitest";
import { createChannelWorld, NOW } from "./channel-world.ts";

const world = await createChannelWorld();
const { db, faults, line } = world;
const { markQuotaSpent } = await import("#app/channels/mark-quota-spent.server.ts");
const { refreshDueQuotas, refreshQuota } = await import("#app/channels/refresh-quota.server.ts");

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

beforeEach(async () => {
  faults.remove();
  await db.shop.deleteMany();
});

test("a spent quota stays spent while LINE counts nothing left, and ends when the limit is raised", async () => {
  const { shopId, account } = await world.connectedShop();
  line.quota.setUsage(account.bot, 200);
  await markQuotaSpent({ db, shopId, now: NOW });
  await markQuotaSpent({ db, shopId, now: minutes(3) });
  expect(await refreshQuota({ db, shopId, now: minutes(5) })).toMatchObject({ isSpent: true });
  expect(await world.row(shopId)).toMatchObject({ quotaSpentSince: NOW, quotaUsed: 200 });

  line.state.updateMessagingChannel(account.bot.channelId, {
    quota: { type: "limited", value: 5_000 },
  });
  expect(await refreshQuota({ db, shopId, now: minutes(10) })).toMatchObject({ isSpent: false });
  expect(await world.row(shopId)).toMatchObject({
    quotaSpentSince: null,
    quotaLimit: 5_000,
    quotaReadAt: minutes(10),
  });
});

test("a plan without a limit is never spent", async () => {
  const { shopId, account } = await world.connectedShop();
  line.state.updateMessagingChannel(account.bot.channelId, { quota: { type: "none" } });
  line.quota.setUsage(account.bot, 90_000);
  await markQuotaSpent({ db, shopId, now: NOW });
  await refreshQuota({ db, shopId, now: minutes(1) });
  expect(await world.row(shopId)).toMatchObject({ quotaSpentSince: null, quotaLimit: null });
});

test("when LINE does not answer, the last numbers stay", async () => {
  const { shopId } = await world.connectedShop();
  await markQuotaSpent({ db, shopId, now: NOW });
  faults.add({ service: "line", endpoint: "GET /v2/bot/message/quota/consumption", kind: "error" });
  expect(await refreshQuota({ db, shopId, now: minutes(5) })).toEqual({ outcome: "unclear" });
  expect(await world.row(shopId)).toMatchObject({ quotaSpentSince: NOW, quotaReadAt: NOW });
});

test("a spent quota is due after five minutes, a usual one after an hour, an uninstalled shop's never", async () => {
  const spent = await world.connectedShop();
  const usual = await world.connectedShop();
  const gone = await world.connectedShop();
  await markQuotaSpent({ db, shopId: spent.shopId, now: NOW });
  await db.shop.update({ where: { id: gone.shopId }, data: { uninstalledAt: NOW } });

  expect(await refreshDueQuotas({ db, now: minutes(4) })).toBe(0);
  expect(await refreshDueQuotas({ db, now: minutes(6) })).toBe(1);
  expect(await world.row(spent.shopId)).toMatchObject({ quotaReadAt: minutes(6) });
  expect(await refreshDueQuotas({ db, now: minutes(61) })).toBe(1);
  expect(await world.row(usual.shopId)).toMatchObject({ quotaReadAt: minutes(61) });
  expect(await world.row(gone.shopId)).toMatchObject({ quotaReadAt: NOW });
});

test("one channel that LINE refuses does not keep the others from being read", async () => {
  const { sealMessagingSecret } = await import("#app/channels/channel-secrets.server.ts");
  const refused = await world.connectedShop();
  const { id } = await world.row(refused.shopId);
  await db.channel.update({
    where: { shopId: refused.shopId },
    data: { messagingSecret: sealMessagingSecret(id, "0".repeat(32)) },
  });
  const well = await world.connectedShop();
  expect(await refreshDueQuotas({ db, now: minutes(61) })).toBe(2);
  expect(await world.row(refused.shopId)).toMatchObject({ refusedReason: "invalid_credentials" });
  expect(await world.row(well.shopId)).toMatchObject({ quotaReadAt: minutes(61) });
});

test("channels that LINE refuses or leaves without an answer wait for their next turn like any other", async () => {
  const { sealMessagingSecret } = await import("#app/channels/channel-secrets.server.ts");
  const refused = await world.connectedShop();
  const { id } = await world.row(refused.shopId);
  await db.channel.update({
    where: { shopId: refused.shopId },
    data: { messagingSecret: sealMessagingSecret(id, "0".repeat(32)), quotaAskedAt: minutes(-1) },
  });
  const well = await world.connectedShop();
  expect(await refreshDueQuotas({ db, now: minutes(61), limit: 1 })).toBe(1);
  expect(await world.row(refused.shopId)).toMatchObject({
    refusedReason: "invalid_credentials",
    quotaReadAt: NOW,
  });
  expect(await refreshDueQuotas({ db, now: minutes(62), limit: 1 })).toBe(1);
  expect(await world.row(well.shopId)).toMatchObject({ quotaReadAt: minutes(62) });
  expect(await refreshDueQuotas({ db, now: minutes(63) })).toBe(0);
});

test("two processes that look at once ask for each quota once", async () => {
  await world.connectedShop();
  await world.connectedShop();
  const asked = await Promise.all([
    refreshDueQuotas({ db, now: minutes(61) }),
    refreshDueQuotas({ db, now: minutes(61) }),
  ]);
  expect(asked[0] + asked[1]).toBe(2);
});

test("that LINE refuses a channel is told to the operator once", async () => {
  const { log } = await import("#app/platform/log.server.ts");
  const { markChannelRefused } = await import("#app/channels/mark-channel-refused.server.ts");
  const told = vi.spyOn(log, "warn");
  const { shopId } = await world.connectedShop();
  await markChannelRefused({ db, shopId, now: NOW });
  await markChannelRefused({ db, shopId, now: NOW });
  expect(told.mock.calls).toEqual([
    [{ shopId }, "LINE refuses a channel's credentials; its sends are held"],
  ]);
});

test("the hourly look notes that LINE's webhook is off or another's, since when, and that it is well again", async () => {
  const { takeWebhook } = await import("#app/channels/take-webhook.server.ts");
  const { shopId, account } = await world.connectedShop();
  await takeWebhook({ db, shopId, replaces: null, actor: "staff:1", now: NOW });
  const ours = world.urlAtLine(account) ?? "";
  const look = async (at: number, webhook: { endpoint: string; active: boolean }) => {
    line.state.updateMessagingChannel(account.bot.channelId, {
      webhook: { ...webhook, redelivery: false },
    });
    await refreshDueQuotas({ db, now: minutes(at) });
    const { webhookProblem, webhookProblemSince } = await world.row(shopId);
    return [webhookProblem, webhookProblemSince];
  };
  expect(await look(61, { endpoint: ours, active: true })).toEqual([null, null]);
  expect(await look(122, { endpoint: ours, active: false })).toEqual(["inactive", minutes(122)]);
  expect(await look(183, { endpoint: ours, active: false })).toEqual(["inactive", minutes(122)]);
  const theirs = { endpoint: "https://third.example/hook", active: true };
  expect(await look(244, theirs)).toEqual(["elsewhere", minutes(244)]);
  expect(await look(305, { endpoint: ours, active: true })).toEqual([null, null]);
});

test("who does without LINE's webhook is not told that it is another's", async () => {
  const { shopId } = await world.connectedShop({ webhookUrl: "https://third.example/hook" });
  await refreshDueQuotas({ db, now: minutes(61) });
  expect(await world.row(shopId)).toMatchObject({ webhookProblem: null });
});
