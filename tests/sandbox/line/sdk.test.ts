import { randomUUID } from "node:crypto";
import { channelAccessToken, HTTPFetchError, LineBotClient } from "@line/bot-sdk";
import { expect, test } from "vitest";
import { lineWorld } from "./line-world.ts";

async function client() {
  const world = await lineWorld();
  const { api: apiBaseURL, data: dataApiBaseURL } = world.line.urls;
  const oauth = new channelAccessToken.ChannelAccessTokenClient({ baseURL: apiBaseURL });
  const { access_token } = await oauth.issueStatelessChannelTokenByClientSecret(
    world.bot.channelId,
    world.bot.channelSecret,
  );
  const sdk = LineBotClient.fromChannelAccessToken({
    channelAccessToken: access_token,
    apiBaseURL,
    dataApiBaseURL,
  });
  return { ...world, sdk };
}

test("LINE's SDK reads the bot, its quota and a friend's profile", async () => {
  const { sdk, bot, userId } = await client();
  expect(await sdk.getBotInfo()).toMatchObject({ userId: bot.botUserId, displayName: "結び商店" });
  expect(await sdk.getMessageQuota()).toEqual({ type: "limited", value: 200 });
  expect(await sdk.getProfile(userId)).toMatchObject({ displayName: "花子" });
});

test("LINE's SDK pushes with a retry key, and its second try fails with 409", async () => {
  const { sdk, userId, talk } = await client();
  const retryKey = randomUUID();
  const push = () =>
    sdk.pushMessage({ to: userId, messages: [{ type: "text", text: "やあ" }] }, retryKey);
  expect((await push()).sentMessages).toHaveLength(1);
  const error = await push().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HTTPFetchError);
  expect((error as HTTPFetchError).status).toBe(409);
  expect((error as HTTPFetchError).headers.get("x-line-accepted-request-id")).toBeTruthy();
  expect(talk()).toHaveLength(1);
});

test("LINE's SDK sets, reads and tests the webhook", async () => {
  const { sdk } = await client();
  await sdk.setWebhookEndpoint({ endpoint: "https://shop.example/webhook" });
  expect(await sdk.getWebhookEndpoint()).toEqual({
    endpoint: "https://shop.example/webhook",
    active: true,
  });
});

test("LINE's SDK validates messages and multicasts", async () => {
  const { sdk, userId, talk } = await client();
  const messages = [{ type: "text" as const, text: "号外" }];
  await sdk.validateMulticast({ messages });
  await sdk.multicast({ to: [userId], messages }, randomUUID());
  expect(talk()).toEqual(messages);
});
