import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import type { Channel, Shop } from "@prisma/client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { hmacSha256 } from "#app/platform/crypto.server.ts";
import { createPool, databaseUrl } from "#app/platform/db.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { lineUserId } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";
import {
  lineEvent,
  lineWebhook,
  shopifyExample,
  shopifyWebhook,
} from "#tests/factories/webhook.ts";
import { openIntake, workAll } from "./open-intake.ts";

const SECRET = "the channel's secret";
let shop: Shop;
let channel: Channel;
let intake: Awaited<ReturnType<typeof openIntake>>;

beforeAll(async () => {
  shop = await createShop(db);
  const { id } = await createChannel(db, shop);
  channel = await db.channel.update({
    where: { id },
    data: { messagingSecret: sealMessagingSecret(id, SECRET) },
  });
  intake = await openIntake();
});
afterAll(() => intake.close());

const count = () => db.webhookEvent.count();
const topic = "checkouts/create";
const payload = { token: "t1", updated_at: "2026-11-22T12:00:00+09:00" };

async function expectNothingStored(attempt: () => Promise<void>) {
  const before = await count();
  await attempt();
  expect(await count()).toBe(before);
}

test("a Shopify webhook without a signature, or with a wrong one, is a 401", () =>
  expectNothingStored(async () => {
    const { path, headers, body } = shopifyWebhook({ shop, topic, payload });
    const { "x-shopify-hmac-sha256": signature, ...unsigned } = headers;
    for (const wrong of [
      unsigned,
      { ...headers, "x-shopify-hmac-sha256": "" },
      { ...headers, "x-shopify-hmac-sha256": `${signature}x` },
      { ...headers, "x-shopify-hmac-sha256": hmacSha256("another secret", body, "base64") },
    ]) {
      expect(await intake.send({ path, headers: wrong, body })).toMatchObject({
        status: 401,
        code: "invalid_signature",
      });
    }
    const changed = await intake.send({ path, headers, body: body.replace("t1", "t2") });
    expect(changed.status).toBe(401);
  }));

test("every compliance topic answers a wrong signature with 401, as Shopify's review tries", () =>
  expectNothingStored(async () => {
    for (const compliance of ["customers/data_request", "customers/redact", "shop/redact"]) {
      const webhook = shopifyWebhook({ shop, topic: compliance, payload: {} });
      webhook.headers["x-shopify-hmac-sha256"] = randomBytes(32).toString("base64");
      expect((await intake.send(webhook)).status).toBe(401);
    }
  }));

test("a signed Shopify webhook that names no topic or no shop is a 400", () =>
  expectNothingStored(async () => {
    for (const [header, code] of [
      ["x-shopify-topic", "invalid_topic"],
      ["x-shopify-shop-domain", "invalid_shop"],
    ] as const) {
      const webhook = shopifyWebhook({ shop, topic, payload });
      delete webhook.headers[header];
      expect(await intake.send(webhook)).toMatchObject({ status: 400, code });
    }
    const elsewhere = shopifyWebhook({ shop: { domain: "shop.example.jp" }, topic, payload });
    expect(await intake.send(elsewhere)).toMatchObject({ status: 400, code: "invalid_shop" });
  }));

test.each(["", "{", "null", "[]", '"text"', "12", '{"a":1}}'])(
  "a well signed body that is no JSON object (%j) is a 400",
  (body) =>
    expectNothingStored(async () => {
      const webhook = shopifyWebhook({ shop, topic, payload: body });
      expect(await intake.send(webhook)).toMatchObject({ status: 400, code: "invalid_json" });
    }),
);

test("well signed bytes that are no UTF-8 are a 400", () =>
  expectNothingStored(async () => {
    const bytes = Buffer.from('{"token":"\xff\xfe"}', "latin1");
    const { path, headers } = shopifyWebhook({ shop, topic, payload });
    const response = await fetch(intake.url + path, {
      method: "POST",
      headers: {
        ...headers,
        "x-shopify-hmac-sha256": hmacSha256("test-api-secret", bytes, "base64"),
      },
      body: bytes,
    });
    expect(response.status).toBe(400);
  }));

test("a method other than POST is a 405 that says what is allowed", async () => {
  for (const path of ["/webhooks/shopify", `/webhooks/line/${channel.webhookKey}`]) {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const response = await fetch(intake.url + path, { method });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    }
  }
});

test("a body beyond the limit is a 413, whether its length is told or not", () =>
  expectNothingStored(async () => {
    const webhook = shopifyWebhook({ shop, topic, payload: { note: "x".repeat(6_000_000) } });
    expect(await announceBody(webhook.path, 6_000_000)).toBe(413);
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from(webhook.body));
        controller.close();
      },
    });
    const untold = { body: chunks, duplex: "half" } as RequestInit;
    expect(await intake.send(webhook, untold)).toMatchObject({ status: 413, code: "too_large" });
  }));

/** Says how long a body would be and waits for the answer without sending it. */
async function announceBody(path: string, length: number): Promise<number> {
  const socket = connect(Number(new URL(intake.url).port), "127.0.0.1");
  socket.write(`POST ${path} HTTP/1.1\r\nhost: musubi.test\r\ncontent-length: ${length}\r\n\r\n`);
  const answer = await new Promise<string>((done) => {
    socket.once("data", (data) => done(String(data)));
  });
  socket.destroy();
  return Number(answer.split(" ")[1]);
}

test("requests to other addresses are left to the pages", async () => {
  for (const path of [
    "/",
    "/webhooks",
    "/webhooks/shopify/orders",
    "/webhooks/line/",
    "/webhooks/line/a/b",
  ]) {
    expect((await fetch(intake.url + path, { method: "POST" })).status).toBe(418);
  }
});

test("an unknown shop or topic is accepted, stored and worked off without an effect", async () => {
  const stranger = { domain: "stranger.myshopify.com" };
  expect((await intake.send(shopifyWebhook({ shop: stranger, topic, payload }))).status).toBe(200);
  const unknown = shopifyWebhook({ shop, topic: "themes/publish", payload: { id: 1 } });
  expect((await intake.send(unknown)).status).toBe(200);
  await workAll();
  expect(
    await db.webhookEvent.findMany({
      where: { OR: [{ shopDomain: stranger.domain }, { topic: "themes/publish" }] },
      orderBy: { id: "asc" },
    }),
  ).toMatchObject([
    { shopId: null, outcome: "unknown_shop", body: null },
    { shopId: shop.id, outcome: "unknown_topic", body: null },
  ]);
});

test("a webhook that overtakes the shop's first visit counts once the shop is known", async () => {
  const domain = "early-bird.myshopify.com";
  await intake.send(shopifyWebhook({ shop: { domain }, topic, payload }));
  const early = await createShop(db, { domain });
  await workAll();
  expect(await db.checkout.count({ where: { shopId: early.id } })).toBe(1);
});

test("a repeated delivery of one event is a 200 that stores nothing; another event of the same checkout is stored", async () => {
  const webhook = shopifyWebhook({ shop, topic, payload });
  const before = await count();
  expect((await intake.send(webhook)).status).toBe(200);
  expect((await intake.send(webhook)).status).toBe(200);
  const retried = {
    ...webhook,
    headers: { ...webhook.headers, "x-shopify-webhook-id": "another" },
  };
  expect((await intake.send(retried)).status).toBe(200);
  expect(await count()).toBe(before + 1);
  expect((await intake.send(shopifyWebhook({ shop, topic, payload }))).status).toBe(200);
  expect(await count()).toBe(before + 2);
});

test("headers as long as Node takes them do not stop a webhook", async () => {
  const eventId = "e".repeat(4_000);
  const before = await count();
  expect((await intake.send(shopifyWebhook({ shop, topic, payload, eventId }))).status).toBe(200);
  expect((await intake.send(shopifyWebhook({ shop, topic, payload, eventId }))).status).toBe(200);
  expect(await count()).toBe(before + 1);
});

test("a payload that names itself with what PostgreSQL takes in no text is stored, once, beside others", async () => {
  const before = await count();
  const strange = { shop, topic, eventId: "nul", payload: { token: "a\0b\ud800" } };
  const together = [
    shopifyWebhook(strange),
    shopifyWebhook(strange),
    shopifyWebhook({ shop, topic, payload: { token: "beside" } }),
  ];
  const answers = await Promise.all(together.map((webhook) => intake.send(webhook)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await count()).toBe(before + 2);
});

test("a trigger time beyond all reason is left out, and the webhook stored", async () => {
  const headers = { "x-shopify-triggered-at": "+275760-09-13T00:00:00.000Z" };
  const { status } = await intake.send(shopifyWebhook({ shop, topic, payload, headers }));
  expect(status).toBe(200);
  expect(await db.webhookEvent.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
    occurredAt: null,
  });
});

test("the verification that LINE's console sends, without events, is a 200", () =>
  expectNothingStored(async () => {
    expect((await intake.send(lineWebhook({ channel, secret: SECRET, events: [] }))).status).toBe(
      200,
    );
  }));

test("a LINE webhook signed with another channel's secret, or not at all, is a 401", () =>
  expectNothingStored(async () => {
    const events = [lineEvent("follow", lineUserId())];
    const foreign = lineWebhook({ channel, secret: "another channel's secret", events });
    expect(await intake.send(foreign)).toMatchObject({ status: 401, code: "invalid_signature" });
    const { path, body } = foreign;
    expect((await intake.send({ path, headers: {}, body })).status).toBe(401);
  }));

test("a LINE webhook to a key that nobody has is a 404, and says nothing of the key", () =>
  expectNothingStored(async () => {
    const events = [lineEvent("follow", lineUserId())];
    const nobody = { ...channel, webhookKey: "nobody" };
    const { status, code } = await intake.send(
      lineWebhook({ channel: nobody, secret: SECRET, events }),
    );
    expect([status, code]).toEqual([404, "unknown_channel"]);
  }));

test("a LINE webhook for another bot, or of broken or foreign JSON, is a 400", () =>
  expectNothingStored(async () => {
    const events = [lineEvent("follow", lineUserId())];
    const misled = lineWebhook({ channel, secret: SECRET, events, destination: lineUserId() });
    expect(await intake.send(misled)).toMatchObject({ status: 400, code: "wrong_destination" });
    for (const body of ["{", "[]", "{}", '{"events":{}}', '{"events":[1]}']) {
      const headers = { "x-line-signature": hmacSha256(SECRET, body, "base64") };
      expect((await intake.send({ path: misled.path, headers, body })).status).toBe(400);
    }
  }));

test("a LINE event whose fields are of other kinds than told is stored, as one of an unknown type", async () => {
  const odd = { type: 5, webhookEventId: 7, timestamp: "soon", source: ["me"], mode: null };
  const before = await count();
  const webhook = lineWebhook({ channel, secret: SECRET, events: [odd] });
  expect((await intake.send(webhook)).status).toBe(200);
  expect((await intake.send(webhook)).status).toBe(200);
  expect(await count()).toBe(before + 1);
  const stored = await db.webhookEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(stored).toMatchObject({ topic: "unknown", occurredAt: null });
  expect(JSON.parse(stored.body!)).toEqual(odd);
});

test("JSON as deep as a body can hold is a 400 or stored, never a failure of ours", async () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  const shopify = shopifyWebhook({ shop, topic, payload: `{"token":"deep","a":${deep}}` });
  expect((await intake.send(shopify)).status).toBe(200);
  const body = `{"events":[{"type":"follow","a":${deep}}]}`;
  const line = lineWebhook({ channel, secret: SECRET, events: [] });
  const headers = { ...line.headers, "x-line-signature": hmacSha256(SECRET, body, "base64") };
  expect(await intake.send({ ...line, headers, body })).toMatchObject({
    status: 400,
    code: "invalid_body",
  });
});

test("an event's type that cannot be LINE's is stored as unknown, so that no log repeats it", async () => {
  const userId = lineUserId();
  const events = [lineEvent(userId, userId), lineEvent("山田 花子", userId)];
  const before = await db.webhookEvent.count({ where: { topic: "unknown" } });
  expect((await intake.send(lineWebhook({ channel, secret: SECRET, events }))).status).toBe(200);
  expect(await db.webhookEvent.count({ where: { topic: "unknown" } })).toBe(before + 2);
});

test("each event of a LINE webhook is stored once, also when it is delivered again", async () => {
  const userId = lineUserId();
  const events = [
    lineEvent("follow", userId),
    lineEvent("message", userId),
    lineEvent("futureEvent", userId),
  ];
  const before = await count();
  expect((await intake.send(lineWebhook({ channel, secret: SECRET, events }))).status).toBe(200);
  const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }));
  expect((await intake.send(lineWebhook({ channel, secret: SECRET, events: again }))).status).toBe(
    200,
  );
  expect(await count()).toBe(before + 3);
  const stored = await db.webhookEvent.findMany({ orderBy: { id: "desc" }, take: 3 });
  expect(new Set(stored.map((event) => event.lane)).size).toBe(1);
  expect(stored.map((event) => event.topic)).toEqual(["futureEvent", "message", "follow"]);
});

test("requests that arrive together are stored once each, and each is answered for itself", async () => {
  const before = await count();
  const requests = Array.from({ length: 200 }, (_, index) => {
    const number = index % 150;
    const together = { token: `together-${number}` };
    return intake.send(shopifyWebhook({ shop, topic, payload: together, eventId: `e${number}` }));
  });
  const answers = await Promise.all(requests);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await count()).toBe(before + 150);
});

test("nothing is acknowledged before it is committed", async () => {
  const holder = await pool.connect();
  await holder.query("BEGIN; LOCK TABLE webhook_event IN ACCESS EXCLUSIVE MODE");
  let isAnswered = false;
  const answer = intake
    .send(shopifyWebhook({ shop, topic, payload }))
    .finally(() => (isAnswered = true));
  await vi.waitFor(async () => {
    const { rows } = await holder.query("SELECT 1 FROM pg_locks WHERE NOT granted");
    expect(rows).toHaveLength(1);
  });
  expect(isAnswered).toBe(false);
  await holder.query("COMMIT");
  holder.release();
  expect((await answer).status).toBe(200);
});

test("when storing fails the answer is a 503, so that the platform comes again, and then it is stored", async () => {
  const broken = createPool(databaseUrl(), 1, () => undefined);
  const other = await openIntake({ pool: broken });
  const webhook = shopifyWebhook({ shop, topic, payload });
  await db.$executeRaw`ALTER TABLE webhook_event RENAME TO webhook_event_away`;
  expect(await other.send(webhook)).toMatchObject({ status: 503, code: "unavailable" });
  await db.$executeRaw`ALTER TABLE webhook_event_away RENAME TO webhook_event`;
  const before = await count();
  expect((await other.send(webhook)).status).toBe(200);
  expect(await count()).toBe(before + 1);
  await other.close();
  await broken.end();
});

test("a sender that hangs up in the middle leaves nothing behind, and the door stays open", async () => {
  const socket = connect(Number(new URL(intake.url).port), "127.0.0.1");
  const half =
    "POST /webhooks/shopify HTTP/1.1\r\nhost: musubi.test\r\ncontent-length: 100\r\n\r\n{";
  await new Promise((done) => socket.write(half, done));
  socket.destroy();
  expect(
    (await intake.send(shopifyWebhook({ shop, topic, payload: shopifyExample("2026-07", topic) })))
      .status,
  ).toBe(200);
});
