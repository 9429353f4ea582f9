import { validateSignature } from "@line/bot-sdk";
import { expect, test, vi } from "vitest";
import type { PhoneAct } from "#sandbox/line/phone-acts.ts";
import { botServer, lineWorld, type BotServer, type LineWorld } from "./line-world.ts";

type Answering = Parameters<typeof botServer>[0];

async function world(options: { redelivery?: boolean; answer?: Answering } = {}) {
  const server = await botServer(options.answer);
  const line = await lineWorld({ redeliveryDelaysMs: [10, 10] });
  line.bot.webhook = {
    endpoint: server.url,
    active: true,
    redelivery: options.redelivery ?? false,
  };
  return { world: line, server };
}

function act({ line, bot, userId }: LineWorld, act: PhoneAct) {
  const done = line.phone.act(bot.botUserId, userId, act);
  if (!done.ok) throw new Error(done.reason);
  return done.deliveries;
}

const events = (server: BotServer) => server.received.flatMap(({ body }) => body.events);

test("A webhook is signed so that LINE's own SDK accepts it, and says where it comes from", async () => {
  const { world: line, server } = await world();
  await act(line, { type: "text", text: "在庫は?" });
  const [received] = server.received;
  const signature = String(received?.headers["x-line-signature"]);
  expect(validateSignature(received?.raw ?? "", line.bot.channelSecret, signature)).toBe(true);
  expect(validateSignature(received?.raw ?? "", "another secret", signature)).toBe(false);
  expect(received?.headers["user-agent"]).toBe("LineBotWebhook/2.0");
  expect(received?.body).toMatchObject({
    destination: line.bot.botUserId,
    events: [
      {
        type: "message",
        mode: "active",
        source: { type: "user", userId: line.userId },
        deliveryContext: { isRedelivery: false },
        webhookEventId: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/) as string,
        message: { type: "text", text: "在庫は?", quoteToken: expect.any(String) as string },
      },
    ],
  });
});

test("An event carries the sandbox's time", async () => {
  const { world: line, server } = await world();
  line.clock.advance(24 * 3_600_000);
  await act(line, { type: "text", text: "明日" });
  expect(Number(events(server)[0]?.timestamp)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
});

test("Blocking and unblocking tell the bot, and unblocking says so", async () => {
  const { world: line, server } = await world();
  await act(line, { type: "block" });
  await act(line, { type: "unblock" });
  expect(events(server)).toMatchObject([
    { type: "unfollow" },
    { type: "follow", follow: { isUnblocked: true }, replyToken: expect.any(String) as string },
  ]);
  expect(events(server)[0]).not.toHaveProperty("replyToken");
  expect(line.line.state.friendship(line.bot.botUserId, line.userId)).toBe("following");
});

test("A new friend's follow event is not an unblocking", async () => {
  const { world: line, server } = await world();
  line.line.state.setFriendship(line.bot.botUserId, line.userId, "none");
  await act(line, { type: "follow" });
  expect(events(server)).toMatchObject([{ type: "follow", follow: { isUnblocked: false } }]);
});

test("Nobody can write to a bot that they have blocked", async () => {
  const { world: line } = await world();
  await act(line, { type: "block" });
  const done = line.line.phone.act(line.bot.botUserId, line.userId, { type: "text", text: "a" });
  expect(done).toEqual({ ok: false, reason: "blocked" });
});

test("A tapped postback sends its data, and its displayText is drawn without being a message", async () => {
  const { world: line, server } = await world();
  await act(line, {
    type: "postback",
    data: "action=book",
    displayText: "予約する",
    params: { date: "2026-12-24" },
  });
  expect(events(server)).toMatchObject([
    { type: "postback", postback: { data: "action=book", params: { date: "2026-12-24" } } },
  ]);
  expect(line.talk()).toEqual([{ type: "text", text: "予約する" }]);
});

test("An image comes with an id under which the bot fetches its bytes, and no other bot does", async () => {
  const { world: line, server } = await world();
  const bytes = Buffer.from("not really a picture");
  await act(line, { type: "image", base64: bytes.toString("base64"), contentType: "image/jpeg" });
  const { id } = events(server)[0]?.message as { id: string };
  const fetchAs = (token: string) =>
    fetch(`${line.line.urls.data}/v2/bot/message/${id}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
  line.bot.longLivedAccessToken = "mine";
  const other = line.line.state.addMessagingChannel({
    providerId: line.providerId,
    longLivedAccessToken: "other",
  });
  const mine = await fetchAs("mine");
  expect(mine.headers.get("content-type")).toContain("image/jpeg");
  expect(Buffer.from(await mine.arrayBuffer())).toEqual(bytes);
  expect((await fetchAs(other.longLivedAccessToken ?? "")).status).toBe(404);
});

test("Nothing is sent without a webhook URL or while the webhook is not in use", async () => {
  const { world: line, server } = await world();
  line.bot.webhook.active = false;
  const [delivery] = await act(line, { type: "text", text: "a" });
  expect(delivery?.outcome).toEqual({ kind: "not-sent" });
  expect(server.received).toEqual([]);
});

test("A failed delivery is not repeated unless redelivery is switched on", async () => {
  const { world: line, server } = await world({ answer: () => 500 });
  const [delivery] = await act(line, { type: "text", text: "a" });
  expect(delivery?.outcome).toMatchObject({
    kind: "failed",
    reason: "error_status_code",
    statusCode: 500,
  });
  await act(line, { type: "text", text: "b" });
  expect(server.received).toHaveLength(2);
});

test("A redelivery repeats the event under its id, newly signed and marked, until it is taken", async () => {
  const { world: line, server } = await world({
    redelivery: true,
    answer: (_received, count) => (count < 3 ? 503 : 200),
  });
  await act(line, { type: "text", text: "a" });
  await vi.waitFor(() => expect(line.line.webhooks.deliveries()).toHaveLength(3));
  const sent = events(server);
  expect(new Set(sent.map(({ webhookEventId }) => webhookEventId)).size).toBe(1);
  expect(sent.map(({ deliveryContext }) => deliveryContext)).toEqual([
    { isRedelivery: false },
    { isRedelivery: true },
    { isRedelivery: true },
  ]);
  const last = server.received[2];
  const signature = String(last?.headers["x-line-signature"]);
  expect(validateSignature(last?.raw ?? "", line.bot.channelSecret, signature)).toBe(true);
  expect(line.line.webhooks.deliveries().at(-1)?.outcome).toEqual({
    kind: "delivered",
    statusCode: 200,
  });
});

test("A reply token that was used stays used when its event is redelivered", async () => {
  const { world: line, server } = await world({
    redelivery: true,
    answer: (_r, count) => (count === 1 ? 500 : 200),
  });
  await act(line, { type: "text", text: "a" });
  const reply = () =>
    line.call("POST", "/v2/bot/message/reply", {
      replyToken: events(server)[0]?.replyToken,
      messages: [{ type: "text", text: "b" }],
    });
  expect((await reply()).status).toBe(200);
  await vi.waitFor(() => expect(server.received).toHaveLength(2));
  expect((await reply()).status).toBe(400);
});

test("A bot server that needs more than two seconds has missed the webhook", async () => {
  const { world: line } = await world({
    answer: () => new Promise((resolve) => setTimeout(() => resolve(200), 3_000)),
  });
  const [delivery] = await act(line, { type: "text", text: "a" });
  expect(delivery?.outcome).toMatchObject({
    kind: "failed",
    reason: "request_timeout",
    statusCode: 0,
  });
});

test("A duplicated webhook arrives twice, byte for byte", async () => {
  const { world: line, server } = await world();
  line.faults.add({ service: "line", endpoint: "webhook message", kind: "duplicate", times: 1 });
  await act(line, { type: "text", text: "a" });
  await vi.waitFor(() => expect(server.received).toHaveLength(2));
  expect(server.received[1]?.raw).toBe(server.received[0]?.raw);
});

test("A reordered webhook arrives after the next one", async () => {
  const { world: line, server } = await world();
  line.faults.add({
    service: "line",
    endpoint: "webhook",
    kind: "reorder",
    times: 1,
    delayMs: 10_000,
  });
  const first = act(line, { type: "text", text: "一" });
  await act(line, { type: "text", text: "二" });
  await first;
  expect(events(server).map(({ message }) => (message as { text: string }).text)).toEqual([
    "二",
    "一",
  ]);
});

test("A dropped webhook never arrives, and the talk has the message all the same", async () => {
  const { world: line, server } = await world();
  line.faults.add({ service: "line", endpoint: "webhook", kind: "drop", times: 1 });
  const [delivery] = await act(line, { type: "text", text: "a" });
  expect(delivery?.outcome).toEqual({ kind: "dropped" });
  expect(server.received).toEqual([]);
  expect(line.talk()).toHaveLength(1);
});

test("A late webhook is overtaken by what comes after it", async () => {
  const { world: line, server } = await world();
  line.faults.add({ service: "line", endpoint: "webhook", kind: "late", times: 1, delayMs: 100 });
  const late = act(line, { type: "text", text: "一" });
  await act(line, { type: "text", text: "二" });
  await late;
  expect(events(server).map(({ message }) => (message as { text: string }).text)).toEqual([
    "二",
    "一",
  ]);
});

test("Every delivery stands in the request log, from LINE to the app", async () => {
  const { world: line } = await world();
  await act(line, { type: "text", text: "a" });
  expect(line.requests.list()).toContainEqual(
    expect.objectContaining({
      from: "line",
      to: "app",
      method: "POST",
      path: "/webhook",
      status: 200,
      note: "webhook message",
    }),
  );
});

test("The webhook URL is read, set and refused in LINE's words", async () => {
  const line = await lineWorld();
  const path = "/v2/bot/channel/webhook/endpoint";
  expect(await line.call("GET", path)).toMatchObject({
    status: 404,
    json: { message: "Webhook endpoint not found" },
  });
  const put = (endpoint: unknown) => line.call("PUT", path, { endpoint });
  for (const wrong of [
    "http://shop.example/webhook",
    "nonsense",
    `https://shop.example/${"a".repeat(500)}`,
    5,
  ]) {
    expect(await put(wrong)).toMatchObject({
      status: 400,
      json: { message: "Invalid webhook endpoint URL" },
    });
  }
  expect((await put("https://shop.example/webhook")).status).toBe(200);
  expect((await line.call("GET", path)).json).toEqual({
    endpoint: "https://shop.example/webhook",
    active: true,
  });
});

test("The test of a webhook really calls it, signed and without events, and tells what came back", async () => {
  const { world: line, server } = await world();
  const test = (body: object) => line.call("POST", "/v2/bot/channel/webhook/test", body);
  expect(await test({})).toMatchObject({
    status: 200,
    json: { success: true, statusCode: 200, reason: "OK", detail: "200" },
  });
  const [received] = server.received;
  expect(received?.body).toEqual({ destination: line.bot.botUserId, events: [] });
  const signature = String(received?.headers["x-line-signature"]);
  expect(validateSignature(received?.raw ?? "", line.bot.channelSecret, signature)).toBe(true);

  const failing = await botServer(() => 401);
  expect((await test({ endpoint: failing.url })).json).toMatchObject({
    success: false,
    statusCode: 401,
    reason: "ERROR_STATUS_CODE",
    detail: "401",
  });
  expect((await test({ endpoint: "http://127.0.0.1:9/webhook" })).json).toMatchObject({
    success: false,
    statusCode: 0,
    reason: "COULD_NOT_CONNECT",
  });
});
