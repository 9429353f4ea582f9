import { expect, test } from "vitest";
import { loadOpenApi } from "#sandbox/line/openapi.ts";
import type { PhoneAct } from "#sandbox/line/phone-acts.ts";
import { botServer, lineWorld, postForm, text } from "./line-world.ts";

/** Holds a value against a schema of LINE's document and shows every difference. */
function expectShape(document: Parameters<typeof loadOpenApi>[0], schema: string, value: unknown) {
  const validate = loadOpenApi(document).validator(schema);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}

test("The answers of the stand-in have the shapes of LINE's OpenAPI document", async () => {
  const world = await lineWorld();
  const { call, userId, bot } = world;
  bot.verified = true;
  bot.webhook.endpoint = (await botServer()).url;
  const push = { to: userId, messages: [text("a")] };
  const answers: [schema: string, answer: unknown][] = [
    ["BotInfoResponse", await call("GET", "/v2/bot/info")],
    ["UserProfileResponse", await call("GET", `/v2/bot/profile/${userId}`)],
    ["GetFollowersResponse", await call("GET", "/v2/bot/followers/ids")],
    ["MessageQuotaResponse", await call("GET", "/v2/bot/message/quota")],
    ["QuotaConsumptionResponse", await call("GET", "/v2/bot/message/quota/consumption")],
    ["PushMessageResponse", await call("POST", "/v2/bot/message/push", push)],
    [
      "MulticastResponse",
      await call("POST", "/v2/bot/message/multicast", { ...push, to: [userId] }),
    ],
    ["GetWebhookEndpointResponse", await call("GET", "/v2/bot/channel/webhook/endpoint")],
    ["TestWebhookEndpointResponse", await call("POST", "/v2/bot/channel/webhook/test", {})],
    [
      "ErrorResponse",
      await call("POST", "/v2/bot/message/push", { ...push, messages: [text("")] }),
    ],
    ["ErrorResponse", await call("POST", "/v2/bot/message/push", { ...push, to: "nobody" })],
    ["ErrorResponse", await call("GET", "/v2/bot/nothing")],
  ];
  for (const [schema, answer] of answers) {
    expectShape("messaging-api", schema, (answer as { json: unknown }).json);
  }
});

test("The token's answer has the shape of LINE's OpenAPI document", async () => {
  const { line, bot } = await lineWorld();
  const { json } = await postForm(`${line.urls.api}/oauth2/v3/token`, {
    grant_type: "client_credentials",
    client_id: bot.channelId,
    client_secret: bot.channelSecret,
  });
  expectShape("channel-access-token", "IssueStatelessChannelAccessTokenResponse", json);
});

test("Every webhook that the phones cause has the shape of LINE's OpenAPI document", async () => {
  const { line, bot, userId } = await lineWorld();
  const server = await botServer();
  bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  const acts: PhoneAct[] = [
    { type: "text", text: "やあ" },
    { type: "sticker", packageId: "446", stickerId: "1988" },
    { type: "image", imageSet: { id: "E5", index: 1, total: 2 } },
    { type: "video", duration: 1_000 },
    { type: "audio", duration: 1_000 },
    { type: "file", fileName: "見積.pdf" },
    {
      type: "text",
      text: "(smile)",
      emojis: [{ index: 0, length: 7, productId: "5ac1bfd5040ab15980c9b435", emojiId: "001" }],
    },
    { type: "location", title: "店", address: "東京", latitude: 35.6, longitude: 139.7 },
    { type: "message", text: "はい" },
    { type: "postback", data: "a=1", text: "はい" },
    { type: "postback", data: "a=1", params: { datetime: "2026-11-22T10:00" } },
    { type: "block" },
    { type: "unblock" },
  ];
  for (const act of acts) {
    const done = line.phone.act(bot.botUserId, userId, act);
    if (!done.ok) throw new Error(done.reason);
    await done.deliveries;
  }
  const [first] = line.talks.read(bot.botUserId, userId).messages;
  const unsent = line.phone.act(bot.botUserId, userId, {
    type: "unsend",
    messageId: first?.messageId ?? "",
  });
  if (!unsent.ok) throw new Error(unsent.reason);
  await unsent.deliveries;
  expect(server.received).toHaveLength(acts.length + 2);
  for (const { body } of server.received) expectShape("webhook", "CallbackRequest", body);
});

test("LINE's documents compile, every schema of them, and a wrong event would be found", () => {
  for (const document of ["messaging-api", "webhook", "channel-access-token", "insight"] as const) {
    const openApi = loadOpenApi(document);
    for (const name of Object.keys(openApi.schemas))
      expect(() => openApi.validator(name)).not.toThrow();
  }
  const validate = loadOpenApi("webhook").validator("CallbackRequest");
  expect(validate({ destination: `U${"0".repeat(32)}`, events: [{ type: "follow" }] })).toBe(false);
});
