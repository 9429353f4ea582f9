import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { botServer, lineWorld, text, type LineWorld } from "./line-world.ts";

const push = (world: LineWorld, body: object = {}, headers: Record<string, string> = {}) =>
  world.call(
    "POST",
    "/v2/bot/message/push",
    { to: world.userId, messages: [text("こんにちは")], ...body },
    headers,
  );
const usage = async (world: LineWorld) =>
  (await world.call("GET", "/v2/bot/message/quota/consumption")).json;

test("A push arrives in the talk with what the phone needs to draw it", async () => {
  const world = await lineWorld();
  const answer = await push(world, {
    messages: [text("一"), text("二")],
    notificationDisabled: true,
  });
  expect(answer).toMatchObject({
    status: 200,
    json: { sentMessages: [{ id: expect.stringMatching(/^\d+$/) as string }, {}] },
  });
  const { messages } = world.line.talks.read(world.bot.botUserId, world.userId);
  expect(messages).toMatchObject([
    { from: "bot", via: "push", message: text("一"), notificationDisabled: true },
    { from: "bot", via: "push", message: text("二") },
  ]);
  const { sentMessages } = answer.json as { sentMessages: { id: string }[] };
  expect(messages.map(({ messageId }) => messageId)).toEqual(sentMessages.map(({ id }) => id));
  expect(messages[0]?.requestId).toBe(answer.headers.get("x-line-request-id"));
});

test("A push to somebody who blocked the bot is a 200 that reaches nobody and costs nothing", async () => {
  const world = await lineWorld();
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "blocked");
  expect((await push(world)).status).toBe(200);
  expect(world.talk()).toEqual([]);
  expect(await usage(world)).toEqual({ totalUsage: 0 });
});

test("Somebody who wrote without being a friend can be reached for seven days", async () => {
  const world = await lineWorld();
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "none");
  await push(world);
  expect(world.talk()).toEqual([]);
  world.line.phone.act(world.bot.botUserId, world.userId, { type: "text", text: "もしもし" });
  await push(world, { messages: [text("はい")] });
  expect(world.talk()).toEqual([text("もしもし"), text("はい")]);
  world.clock.advance(7 * 24 * 3_600_000 + 60_000);
  await push(world);
  expect(world.talk()).toHaveLength(2);
});

test.for([
  [
    "no user id",
    "hanako",
    "The property, 'to', in the request body is invalid (line: -, column: -)",
  ],
  ["a user of another provider", `U${"0".repeat(32)}`, "Failed to send messages"],
] as const)("A push to %s is refused", async ([, to, message]) => {
  expect(await push(await lineWorld(), { to })).toMatchObject({ status: 400, json: { message } });
});

test("The same retry key is accepted once, for 24 hours of the sandbox's clock", async () => {
  const world = await lineWorld();
  const headers = { "x-line-retry-key": randomUUID() };
  const first = await push(world, {}, headers);
  const again = await push(
    world,
    {},
    { "x-line-retry-key": headers["x-line-retry-key"].toUpperCase() },
  );
  expect(again.status).toBe(409);
  expect(again.json).toEqual({
    message: "The retry key is already accepted",
    sentMessages: (first.json as { sentMessages: unknown }).sentMessages,
  });
  expect(again.headers.get("x-line-accepted-request-id")).toBe(
    first.headers.get("x-line-request-id"),
  );
  expect(again.headers.get("x-line-request-id")).not.toBe(first.headers.get("x-line-request-id"));
  expect((await push(world, { messages: [text("別の文")] }, headers)).status).toBe(409);
  expect(world.talk()).toHaveLength(1);

  world.clock.advance(24 * 3_600_000);
  expect((await push(world, {}, headers)).status).toBe(200);
  expect(world.talk()).toHaveLength(2);
});

test("A refused request leaves its retry key free", async () => {
  const world = await lineWorld();
  const headers = { "x-line-retry-key": randomUUID() };
  expect((await push(world, { messages: [text("")] }, headers)).status).toBe(400);
  expect((await push(world, {}, headers)).status).toBe(200);
});

test("A retry key that is no UUID is refused, and so is any key on a reply", async () => {
  const world = await lineWorld();
  expect((await push(world, {}, { "x-line-retry-key": "once" })).status).toBe(400);
  const reply = await world.call(
    "POST",
    "/v2/bot/message/reply",
    { replyToken: "x", messages: [text("a")] },
    { "x-line-retry-key": randomUUID() },
  );
  expect(reply.status).toBe(400);
  expect(world.talk()).toEqual([]);
});

test("The quota counts people, not bubbles, and a spent one refuses with LINE's words until the month ends in Japan", async () => {
  const world = await lineWorld();
  world.bot.quota = { type: "limited", value: 2 };
  await push(world, { messages: [text("一"), text("二"), text("三")] });
  await push(world);
  expect(await usage(world)).toEqual({ totalUsage: 2 });
  expect(await push(world)).toMatchObject({
    status: 429,
    json: { message: "You have reached your monthly limit." },
  });
  expect(world.talk()).toHaveLength(4);

  const tokyo = new Date(world.clock.now() + 9 * 3_600_000);
  const nextMonth = Date.UTC(tokyo.getUTCFullYear(), tokyo.getUTCMonth() + 1) - 9 * 3_600_000;
  world.clock.advance(nextMonth - world.clock.now() - 60_000);
  expect((await push(world)).status).toBe(429);
  world.clock.advance(120_000);
  expect((await push(world)).status).toBe(200);
  expect(await usage(world)).toEqual({ totalUsage: 1 });
});

test("A multicast reaches the friends among its recipients, each once, and counts only them", async () => {
  const world = await lineWorld();
  const { state } = world.line;
  const others = ["太郎", "次郎"].map(
    (displayName) => state.addUser({ displayName }).userIds[world.providerId] ?? "",
  );
  state.setFriendship(world.bot.botUserId, others[0] ?? "", "blocked");
  const to = [world.userId, world.userId, ...others, `U${"0".repeat(32)}`];
  const answer = await world.call("POST", "/v2/bot/message/multicast", {
    to,
    messages: [text("号外")],
  });
  expect(answer).toMatchObject({ status: 200, json: {} });
  expect(world.talk()).toEqual([text("号外")]);
  expect(await usage(world)).toEqual({ totalUsage: 1 });
});

test("One malformed id refuses a whole multicast and is named", async () => {
  const world = await lineWorld();
  const answer = await world.call("POST", "/v2/bot/message/multicast", {
    to: [world.userId, "nobody"],
    messages: [text("号外")],
  });
  expect(answer).toMatchObject({
    status: 400,
    json: {
      message: "The property, to[1], in the request body is invalid (line: -, column: -)",
      details: [{ property: "to[1]" }],
    },
  });
  expect(world.talk()).toEqual([]);
});

test("A multicast takes at most 500 ids", async () => {
  const world = await lineWorld();
  const to = Array.from({ length: 501 }, () => world.userId);
  const answer = await world.call("POST", "/v2/bot/message/multicast", {
    to,
    messages: [text("a")],
  });
  expect(answer).toMatchObject({
    status: 400,
    json: { details: [{ property: "to", message: "Size must be between 1 and 500" }] },
  });
});

async function withReplyToken() {
  const world = await lineWorld();
  const server = await botServer();
  world.bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  const act = world.line.phone.act(world.bot.botUserId, world.userId, {
    type: "text",
    text: "やあ",
  });
  if (!act.ok) throw new Error(act.reason);
  await act.deliveries;
  const replyToken = server.received[0]?.body.events[0]?.replyToken;
  const reply = () =>
    world.call("POST", "/v2/bot/message/reply", { replyToken, messages: [text("はい")] });
  return { world, reply };
}

test("A reply token works once, is free and answers the person who wrote", async () => {
  const { world, reply } = await withReplyToken();
  expect((await reply()).status).toBe(200);
  expect(world.talk()).toEqual([text("やあ"), text("はい")]);
  expect(await reply()).toMatchObject({ status: 400, json: { message: "Invalid reply token" } });
  expect(await usage(world)).toEqual({ totalUsage: 0 });
});

test("A reply token is dead a minute after its webhook was received", async () => {
  const { world, reply } = await withReplyToken();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 61_000);
  const late = await reply();
  vi.useRealTimers();
  expect(late).toMatchObject({ status: 400, json: { message: "Invalid reply token" } });
  expect(world.talk()).toHaveLength(1);
});

test("A profile is shown of a friend and of nobody else", async () => {
  const world = await lineWorld();
  const profile = () => world.call("GET", `/v2/bot/profile/${world.userId}`);
  expect(await profile()).toMatchObject({
    status: 200,
    json: { userId: world.userId, displayName: "花子", language: "ja" },
  });
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "blocked");
  expect(await profile()).toMatchObject({ status: 404, json: { message: "Not found" } });
});

test("Only a verified account may list its followers, a page at a time", async () => {
  const world = await lineWorld();
  const list = (query = "") => world.call("GET", `/v2/bot/followers/ids${query}`);
  expect(await list()).toMatchObject({
    status: 403,
    json: { message: "Access to this API is not available for your account" },
  });
  world.bot.verified = true;
  const second = world.line.state.addUser({ displayName: "太郎" }).userIds[world.providerId] ?? "";
  world.line.state.setFriendship(world.bot.botUserId, second, "following");
  const first = (await list("?limit=1")).json as { userIds: string[]; next: string };
  const last = (await list(`?limit=1&start=${first.next}`)).json as {
    userIds: string[];
    next?: string;
  };
  expect([...first.userIds, ...last.userIds].sort()).toEqual([world.userId, second].sort());
  expect(last.next).toBeUndefined();
  expect((await list("?limit=1001")).status).toBe(400);
});

test("The 61st test of a webhook within an hour is refused by rate, and no other endpoint with it", async () => {
  const world = await lineWorld();
  const test = () => world.call("POST", "/v2/bot/channel/webhook/test", {});
  for (let count = 0; count < 60; count += 1) expect((await test()).status).toBe(404);
  expect(await test()).toMatchObject({
    status: 429,
    json: { message: "The API rate limit has been exceeded. Try again later." },
  });
  expect((await world.call("GET", "/v2/bot/info")).status).toBe(200);
});

test("Marking as read takes the token of a message of this bot's talk", async () => {
  const world = await lineWorld();
  const server = await botServer();
  world.bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  const act = world.line.phone.act(world.bot.botUserId, world.userId, {
    type: "text",
    text: "やあ",
  });
  if (!act.ok) throw new Error(act.reason);
  await act.deliveries;
  const message = server.received[0]?.body.events[0]?.message as { markAsReadToken: string };
  const mark = (markAsReadToken: string) =>
    world.call("POST", "/v2/bot/chat/markAsRead", { markAsReadToken });
  expect((await mark("nonsense")).status).toBe(400);
  expect((await mark(message.markAsReadToken)).status).toBe(200);
  expect(world.line.talks.read(world.bot.botUserId, world.userId).messages[0]?.read).toBe(true);
});

test("The loading animation shows until its time or the bot's next message", async () => {
  const world = await lineWorld();
  const start = (loadingSeconds: number) =>
    world.call("POST", "/v2/bot/chat/loading/start", { chatId: world.userId, loadingSeconds });
  expect((await start(7)).status).toBe(400);
  expect((await start(10)).status).toBe(202);
  const shown = () => world.line.talks.read(world.bot.botUserId, world.userId).loadingUntilRealAt;
  expect(shown()).toBeGreaterThan(Date.now());
  await push(world);
  expect(shown()).toBeUndefined();
});

test.for([
  [
    "no JSON",
    "{ to: ",
    "application/json",
    400,
    "The request body could not be parsed as JSON (line: 1, column: 3)",
  ],
  [
    "a JSON array",
    "[]",
    "application/json",
    400,
    "The request body could not be parsed as JSON (line: 1, column: 1)",
  ],
  [
    "another content type",
    "{}",
    "text/plain",
    415,
    "The content type, 'text/plain', is not supported",
  ],
  [
    "more than 2 MB",
    JSON.stringify("x".repeat(2_200_000)),
    "application/json",
    413,
    "Request exceeds the max size of 2MB.",
  ],
] as const)("A body that is %s is refused", async ([, body, type, status, message]) => {
  const world = await lineWorld();
  const answer = await world.call("POST", "/v2/bot/message/push", body, { "content-type": type });
  expect(answer).toMatchObject({ status, json: { message } });
});

test("A path that cannot be decoded is a bad request and not a failure", async () => {
  const { call } = await lineWorld();
  expect((await call("GET", "/v2/bot/profile/%E0%A4%A")).status).toBe(400);
});
