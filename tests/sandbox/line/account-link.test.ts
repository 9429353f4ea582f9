import { expect, test } from "vitest";
import { loadOpenApi } from "#sandbox/line/openapi.ts";
import { botServer, type LineWorld, lineWorld, postForm, request } from "./line-world.ts";

const NONCE = "a-nonce-of-the-shop";

async function linkWorld() {
  const world = await lineWorld();
  const server = await botServer();
  world.bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  return { ...world, server };
}

async function issue({ call, userId }: LineWorld): Promise<string> {
  const answer = await call("POST", `/v2/bot/user/${userId}/linkToken`);
  expect(answer.status).toBe(200);
  return (answer.json as { linkToken: string }).linkToken;
}

const decide = (
  { line }: LineWorld,
  form: { linkToken: string; nonce?: string; userId: string; decision?: string },
) =>
  postForm(`${line.urls.access}/dialog/bot/accountLink`, {
    nonce: NONCE,
    decision: "approve",
    ...form,
  });

const eventsOf = async (server: Awaited<ReturnType<typeof botServer>>, count: number) => {
  await expect.poll(() => server.received.length).toBe(count);
  return server.received.flatMap(({ body }) => body.events);
};

test("whoever the token was asked for links, and the bot is told with the nonce and a reply token", async () => {
  const world = await linkWorld();
  const linkToken = await issue(world);
  const page = await request(
    `${world.line.urls.access}/dialog/bot/accountLink?linkToken=${linkToken}&nonce=${NONCE}`,
    "GET",
  );
  expect(page.status).toBe(200);
  expect((await decide(world, { linkToken, userId: world.userId })).status).toBe(200);
  const [event] = await eventsOf(world.server, 1);
  expect(event).toMatchObject({
    type: "accountLink",
    source: { userId: world.userId },
    link: { result: "ok", nonce: NONCE },
    replyToken: expect.any(String) as string,
  });
  const validate = loadOpenApi("webhook").validator("CallbackRequest");
  validate(world.server.received[0]!.body);
  expect(validate.errors ?? []).toEqual([]);
});

test("somebody else who opens the dialog is told of as failed, without a reply token", async () => {
  const world = await linkWorld();
  const linkToken = await issue(world);
  const other = world.line.state.addUser({ displayName: "太郎" }).userIds[world.providerId] ?? "";
  await decide(world, { linkToken, userId: other });
  const [event] = await eventsOf(world.server, 1);
  expect(event).toMatchObject({ source: { userId: other }, link: { result: "failed" } });
  expect(event).not.toHaveProperty("replyToken");
});

test("a token serves once and ten minutes, and then no webhook is sent", async () => {
  const world = await linkWorld();
  const linkToken = await issue(world);
  await decide(world, { linkToken, userId: world.userId });
  await eventsOf(world.server, 1);
  expect((await decide(world, { linkToken, userId: world.userId })).status).toBe(400);
  const late = await issue(world);
  world.line.linkTokens.expireAll();
  expect((await decide(world, { linkToken: late, userId: world.userId })).status).toBe(400);
  expect(world.server.received).toHaveLength(1);
});

test("a cancelled dialog tells the bot nothing and leaves the token", async () => {
  const world = await linkWorld();
  const linkToken = await issue(world);
  const cancelled = await decide(world, { linkToken, userId: world.userId, decision: "cancel" });
  expect(cancelled.status).toBe(200);
  expect(world.server.received).toHaveLength(0);
  expect((await decide(world, { linkToken, userId: world.userId })).status).toBe(200);
});

test.each([
  ["no token", "", NONCE],
  ["a made-up token", "made-up", NONCE],
  ["a nonce of 9 characters", null, "a".repeat(9)],
  ["a nonce of 256 characters", null, "a".repeat(256)],
  ["no nonce", null, ""],
])("the dialog refuses %s", async (_, token, nonce) => {
  const world = await linkWorld();
  const linkToken = token ?? (await issue(world));
  const url = `${world.line.urls.access}/dialog/bot/accountLink?${new URLSearchParams({ linkToken, nonce })}`;
  expect((await request(url, "GET")).status).toBe(400);
  expect((await decide(world, { linkToken, nonce, userId: world.userId })).status).toBe(400);
});

test("a link token is refused for an id that is none, or is nobody of this provider", async () => {
  const { call } = await linkWorld();
  for (const userId of ["nobody", `U${"0".repeat(32)}`]) {
    expect((await call("POST", `/v2/bot/user/${userId}/linkToken`)).status).toBe(400);
  }
});

test("link token and follower count have the shapes of LINE's OpenAPI documents", async () => {
  const world = await linkWorld();
  const { call, userId, bot, line } = world;
  line.state.setFriendship(
    bot.botUserId,
    line.state.addUser({ displayName: "次郎" }).userIds[world.providerId] ?? "",
    "blocked",
  );
  const token = await call("POST", `/v2/bot/user/${userId}/linkToken`);
  const count = await call("GET", "/v2/bot/insight/followers");
  for (const [document, schema, { json }] of [
    ["messaging-api", "IssueLinkTokenResponse", token],
    ["insight", "GetNumberOfFollowersResponse", count],
  ] as const) {
    const validate = loadOpenApi(document).validator(schema);
    validate(json);
    expect(validate.errors ?? []).toEqual([]);
  }
  expect(count.json).toMatchObject({ status: "ready", followers: 2, blocks: 1 });
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll("-", "");
  expect((await call("GET", `/v2/bot/insight/followers?date=${today}`)).json).toEqual({
    status: "unready",
  });
  expect((await call("GET", "/v2/bot/insight/followers?date=2026-11-01")).status).toBe(400);
});

test("followers are listed a thousand at a time, to verified accounts only", async () => {
  const { call, bot, line, providerId } = await lineWorld();
  expect((await call("GET", "/v2/bot/followers/ids?limit=1000")).status).toBe(403);
  bot.verified = true;
  for (let number = 0; number < 1_000; number += 1) {
    const person = line.state.addUser({ displayName: `客${number}` });
    line.state.setFriendship(bot.botUserId, person.userIds[providerId] ?? "", "following");
  }
  const first = (await call("GET", "/v2/bot/followers/ids?limit=1000")).json as {
    userIds: string[];
    next: string;
  };
  expect(first.userIds).toHaveLength(1_000);
  const rest = (await call("GET", `/v2/bot/followers/ids?limit=1000&start=${first.next}`)).json;
  expect(rest).toEqual({ userIds: [expect.any(String) as string] });
  expect((await call("GET", "/v2/bot/followers/ids?limit=1001")).status).toBe(400);
  expect((await call("GET", "/v2/bot/followers/ids?start=made-up")).status).toBe(400);
});
