import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { startLine } from "#tests/setup/line.ts";

Object.assign(process.env, {
  NODE_ENV: "test",
  SHOPIFY_APP_URL: "https://musubi.test",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  ENCRYPTION_KEY: "0f".repeat(32),
  LOG_LEVEL: "fatal",
});
const { line, faults, requests, addAccount } = await startLine();
const { pushBytes } = await import("#app/line/push.server.ts");
const { readProfile } = await import("#app/line/profile.server.ts");
const { readBotInfo } = await import("#app/line/bot-info.server.ts");
const { readQuota } = await import("#app/line/quota.server.ts");
const { readWebhookEndpoint, setWebhookEndpoint, testWebhookEndpoint } =
  await import("#app/line/webhook-endpoint.server.ts");
const { validatePush } = await import("#app/line/validate-messages.server.ts");

const PUSH = "POST /v2/bot/message/push";
let account = addAccount();
let credentials = credentialsOf(account);

beforeEach(() => {
  faults.remove();
  requests.clear();
  account = addAccount();
  credentials = credentialsOf(account);
});

function credentialsOf({ bot }: ReturnType<typeof addAccount>) {
  return {
    channelRowId: randomUUID(),
    messagingChannelId: bot.channelId,
    messagingSecret: bot.channelSecret,
  };
}

function bytesFor(to: string, text = "カートに商品が残っています") {
  return new Uint8Array(Buffer.from(JSON.stringify({ to, messages: [{ type: "text", text }] })));
}

const talk = () => line.talks.read(account.bot.botUserId, account.userId).messages;
const calls = (path: string) => requests.list().filter((request) => request.path === path);

test("a pushed body reaches the phone, and the same bytes under the same key reach it once", async () => {
  const push = { credentials, body: bytesFor(account.userId), retryKey: randomUUID() };
  const first = await pushBytes(push);
  expect(first).toMatchObject({ outcome: "accepted", already: false });
  const again = await pushBytes(push);
  expect(again).toEqual({ ...first, already: true });
  expect(talk()).toHaveLength(1);
});

test("requests that come together share one token, and later ones keep it", async () => {
  const push = () =>
    pushBytes({ credentials, body: bytesFor(account.userId), retryKey: randomUUID() });
  await Promise.all([push(), push(), push()]);
  await push();
  expect(calls("/oauth2/v3/token")).toHaveLength(1);
  expect(talk()).toHaveLength(4);
});

test("a token is renewed before it ends", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  await readBotInfo({ credentials });
  vi.advanceTimersByTime(13 * 60_000);
  await readBotInfo({ credentials });
  expect(calls("/oauth2/v3/token")).toHaveLength(1);
  vi.advanceTimersByTime(90_000);
  expect(await readBotInfo({ credentials })).toMatchObject({ outcome: "found" });
  expect(calls("/oauth2/v3/token")).toHaveLength(2);
});

test("a server error and a connection cut after acceptance are unclear, and the retry is told as already accepted", async () => {
  const push = { credentials, body: bytesFor(account.userId), retryKey: randomUUID() };
  faults.add({ service: "line", endpoint: PUSH, kind: "error", times: 1 });
  expect(await pushBytes(push)).toEqual({ outcome: "unclear", reason: "status_500" });
  expect(talk()).toHaveLength(0);
  faults.add({ service: "line", endpoint: PUSH, kind: "timeout-after-acceptance", times: 1 });
  expect(await pushBytes(push)).toEqual({ outcome: "unclear", reason: "no_connection" });
  expect(await pushBytes(push)).toMatchObject({ outcome: "accepted", already: true });
  expect(talk()).toHaveLength(1);
});

test("429 by rate and 429 by the monthly limit are told apart", async () => {
  const push = { credentials, body: bytesFor(account.userId), retryKey: randomUUID() };
  faults.add({ service: "line", endpoint: PUSH, kind: "rate-limit", times: 1 });
  expect(await pushBytes(push)).toEqual({ outcome: "rate_limited" });
  line.quota.setUsage(account.bot, 200);
  expect(await pushBytes(push)).toEqual({ outcome: "quota_spent" });
});

test("a message that LINE refuses is rejected with LINE's details", async () => {
  const outcome = await pushBytes({
    credentials,
    body: bytesFor(account.userId, ""),
    retryKey: randomUUID(),
  });
  expect(outcome).toMatchObject({ outcome: "rejected", status: 400 });
  expect(outcome).toHaveProperty("details.0.property", "messages[0].text");
});

test("a wrong secret is unauthorized, for a push as for a read", async () => {
  const wrong = { ...credentials, messagingSecret: "0".repeat(32) };
  const push = { credentials: wrong, body: bytesFor(account.userId), retryKey: randomUUID() };
  expect(await pushBytes(push)).toEqual({ outcome: "unauthorized" });
  expect(await readQuota({ credentials: wrong })).toEqual({ outcome: "unauthorized" });
});

test("a caller's signal ends a slow push as unclear", async () => {
  await readBotInfo({ credentials });
  faults.add({ service: "line", endpoint: PUSH, kind: "slow", delayMs: 60_000 });
  const outcome = await pushBytes({
    credentials,
    body: bytesFor(account.userId),
    retryKey: randomUUID(),
    signal: AbortSignal.timeout(50),
  });
  expect(outcome).toEqual({ outcome: "unclear", reason: "no_connection" });
});

test("LINE's validation names the property that is wrong", async () => {
  const text = (words: string) => ({ type: "text" as const, text: words });
  expect(await validatePush({ credentials, messages: [text("はい")] })).toEqual({
    outcome: "valid",
  });
  expect(await validatePush({ credentials, messages: [text("")] })).toMatchObject({
    outcome: "invalid",
    problems: [{ property: "messages[0].text" }],
  });
});

test("a friend's profile is found, a blocker's and a stranger's are not", async () => {
  const { bot, userId } = account;
  expect(await readProfile({ credentials, lineUserId: userId })).toMatchObject({
    outcome: "found",
    profile: { displayName: "花子", language: "ja" },
  });
  line.state.setFriendship(bot.botUserId, userId, "blocked");
  expect(await readProfile({ credentials, lineUserId: userId })).toEqual({ outcome: "not_found" });
  const stranger = addAccount().userId;
  expect(await readProfile({ credentials, lineUserId: stranger })).toEqual({
    outcome: "not_found",
  });
});

test("limit and consumption are read, and a plan without limit has none", async () => {
  line.quota.setUsage(account.bot, 42);
  expect(await readQuota({ credentials })).toEqual({
    outcome: "found",
    found: { limit: 200, used: 42 },
  });
  line.state.updateMessagingChannel(account.bot.channelId, { quota: { type: "none" } });
  expect(await readQuota({ credentials })).toEqual({
    outcome: "found",
    found: { limit: null, used: 42 },
  });
});

test("the webhook URL is read, set and tested as LINE does", async () => {
  expect(await readWebhookEndpoint({ credentials })).toEqual({
    outcome: "found",
    found: { url: null, active: false },
  });
  const url = await listen(createServer((_, answer) => void answer.end()));
  expect(await setWebhookEndpoint({ credentials, url })).toEqual({ outcome: "set" });
  expect(await readWebhookEndpoint({ credentials })).toEqual({
    outcome: "found",
    found: { url, active: true },
  });
  expect(await testWebhookEndpoint({ credentials, url })).toMatchObject({
    test: { success: true, statusCode: 200 },
  });
  expect(
    await testWebhookEndpoint({ credentials, url: "http://127.0.0.1:1/nobody" }),
  ).toMatchObject({ test: { success: false, reason: "COULD_NOT_CONNECT" } });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}
