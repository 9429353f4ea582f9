import { expect, test } from "vitest";
import { botServer, lineWorld, request, text } from "./line-world.ts";

test("Another program can seed a whole LINE over HTTP and use it", async () => {
  const { line } = await lineWorld();
  const control = (method: string, path: string, body?: unknown) =>
    request(`${line.urls.api}/_sandbox${path}`, method, body);
  const { providerId } = (await control("POST", "/providers", { name: "別会社" })).json as {
    providerId: string;
  };
  const bot = (await control("POST", "/messaging-channels", { providerId, verified: true }))
    .json as {
    channelId: string;
    botUserId: string;
  };
  const user = (await control("POST", "/users", { displayName: "次郎" })).json as {
    userIds: Record<string, string>;
  };
  const userId = user.userIds[providerId] ?? "";
  await control("PUT", `/friendships/${bot.botUserId}/${userId}`, { friendship: "following" });
  await control("PATCH", `/messaging-channels/${bot.channelId}`, {
    longLivedAccessToken: "t",
    webhook: { endpoint: "https://shop.example/webhook" },
  });
  const info = await request(`${line.urls.api}/v2/bot/followers/ids`, "GET", undefined, {
    authorization: "Bearer t",
  });
  expect(info.json).toEqual({ userIds: [userId] });
  const state = (await control("GET", "/state")).json as {
    messagingChannels: object[];
    users: object[];
  };
  expect(state.messagingChannels).toContainEqual(
    expect.objectContaining({
      channelId: bot.channelId,
      webhook: { endpoint: "https://shop.example/webhook", active: true, redelivery: false },
    }),
  );

  await control("PATCH", `/messaging-channels/${bot.channelId}`, { webhook: { endpoint: null } });
  const unset = await request(
    `${line.urls.api}/v2/bot/channel/webhook/endpoint`,
    "GET",
    undefined,
    {
      authorization: "Bearer t",
    },
  );
  expect(unset.status).toBe(404);
});

test("The same person has another user id under every provider, also under one that comes later", async () => {
  const { line, person, userId, bot } = await lineWorld();
  const other = line.state.addProvider({ name: "別会社" });
  const otherId = person.userIds[other.providerId];
  expect(otherId).toMatch(/^U[0-9a-f]{32}$/);
  expect(otherId).not.toBe(userId);
  expect(line.state.knows(bot, otherId ?? "")).toBe(false);
});

test("Contradictions are refused: a bot of another provider, an unknown provider, a taken id", async () => {
  const { line, login, bot } = await lineWorld();
  const control = (path: string, body: unknown) =>
    request(`${line.urls.api}/_sandbox${path}`, "POST", body);
  const other = line.state.addProvider({ name: "別会社" });
  const wrongs = [
    control("/login-channels", { providerId: other.providerId, linkedBotUserId: bot.botUserId }),
    control("/messaging-channels", { providerId: "0000000000" }),
    control("/messaging-channels", { providerId: login.providerId, channelId: login.channelId }),
    control("/messaging-channels", { providerId: login.providerId, colour: "green" }),
    control("/users", {}),
  ];
  wrongs.push(control("/users", "{ broken"));
  for (const answer of await Promise.all(wrongs)) expect(answer.status).toBe(400);
});

test("An act over HTTP can wait for its webhook, and tells what came of it", async () => {
  const { line, bot, userId } = await lineWorld();
  const server = await botServer();
  bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  const acts = `${line.urls.api}/_sandbox/talks/${bot.botUserId}/${userId}/acts`;
  const answer = await request(`${acts}?wait=1`, "POST", { type: "text", text: "こんにちは" });
  expect(answer).toMatchObject({
    status: 200,
    json: {
      messages: [{ from: "user", message: text("こんにちは") }],
      deliveries: [{ type: "message", outcome: { kind: "delivered", statusCode: 200 } }],
    },
  });
  expect((await request(acts, "POST", { type: "follow" })).status).toBe(409);
  expect((await request(acts, "POST", { type: "sing" })).status).toBe(400);
  const nobody = acts.replace(userId, `U${"0".repeat(32)}`);
  expect((await request(nobody, "POST", { type: "block" })).status).toBe(404);
});

test("A talk is read from a cursor on", async () => {
  const { line, bot, userId, call } = await lineWorld();
  const send = (words: string) =>
    call("POST", "/v2/bot/message/push", { to: userId, messages: [text(words)] });
  const read = async (after: number) =>
    (
      await request(
        `${line.urls.api}/_sandbox/talks/${bot.botUserId}/${userId}?after=${after}`,
        "GET",
      )
    ).json as {
      friendship: string;
      messages: { id: number; message: unknown }[];
    };
  await send("一");
  const first = await read(0);
  expect(first).toMatchObject({ friendship: "following", messages: [{ message: text("一") }] });
  await send("二");
  expect((await read(first.messages[0]?.id ?? 0)).messages.map(({ message }) => message)).toEqual([
    text("二"),
  ]);
});

test("The stream of a talk tells first what was and then what comes", async () => {
  const { line, bot, userId, call } = await lineWorld();
  const send = (words: string) =>
    call("POST", "/v2/bot/message/push", { to: userId, messages: [text(words)] });
  await send("一");
  const abort = new AbortController();
  const url = `${line.urls.api}/_sandbox/talks/${bot.botUserId}/${userId}/stream`;
  const response = await fetch(url, { signal: abort.signal });
  const reader = (response.body as ReadableStream<BufferSource>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let seen = "";
  const until = async (words: string) => {
    while (!seen.includes(words)) seen += (await reader.read()).value ?? "";
  };
  await until("一");
  expect(seen).toMatch(/^event: talk\ndata: .*"friendship":"following"/);
  await send("二");
  await until("二");
  line.phone.act(bot.botUserId, userId, { type: "block" });
  await until('"friendship":"blocked"');
  await until('"kind":"not-sent"');
  abort.abort();
});

test("Only pages on loopback may drive the stand-in from a browser", async () => {
  const { line } = await lineWorld();
  const from = (origin: string) =>
    request(`${line.urls.api}/_sandbox/state`, "GET", undefined, { origin });
  const phone = await from("http://localhost:4000");
  expect(phone.headers.get("access-control-allow-origin")).toBe("http://localhost:4000");
  expect((await from("https://evil.example")).status).toBe(403);
  expect((await from("http://localhost.evil.example")).status).toBe(403);
});

test("The usage of a month, the clock, faults and the log can be read and set", async () => {
  const { line, bot, call } = await lineWorld();
  const control = (method: string, path: string, body?: unknown) =>
    request(`${line.urls.api}/_sandbox${path}`, method, body);
  await control("PUT", `/usage/${bot.channelId}`, { totalUsage: 199 });
  expect((await call("GET", "/v2/bot/message/quota/consumption")).json).toEqual({
    totalUsage: 199,
  });
  expect((await control("POST", "/clock", { advanceMs: 60_000 })).json).toMatchObject({
    offsetMs: 60_000,
  });
  const fault = await control("POST", "/faults", { service: "line", endpoint: "*", kind: "error" });
  expect((await call("GET", "/v2/bot/info")).status).toBe(500);
  await control("DELETE", `/faults/${(fault.json as { id: number }).id}`);
  expect((await call("GET", "/v2/bot/info")).status).toBe(200);
  const log = (await control("GET", "/requests")).json as { path: string; note?: string }[];
  expect(log).toContainEqual(expect.objectContaining({ path: "/v2/bot/info", status: 500 }));
  expect(log.filter(({ path }) => path.startsWith("/_sandbox"))).toEqual([]);
});
