import type { Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readEvents } from "#tests/platform/read-events.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";
import { openProduct } from "#tests/hostile/product-server.ts";

// Nothing listens at Shopify's address: names are not told.
process.env.SHOPIFY_STANDIN_URL = "http://127.0.0.1:9";
const product = await openProduct();
const { db } = await import("#app/platform/database.server.ts");
const { noteLiveChanges } = await import("#app/platform/live-changes.server.ts");
const { liveHub } = await import("#app/inbox/live-hub.server.ts");
const { sessionToken, storeOfflineToken } = await import("#tests/factories/staff-request.ts");

let shop: Shop;
let other: Shop;

beforeAll(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
  other = await createShop(db, { detailsReadAt: new Date() });
  await Promise.all([storeOfflineToken(shop), storeOfflineToken(other)]);
});
beforeEach(() => db.staffPresence.deleteMany());
afterAll(async () => {
  await liveHub.close();
  await product.close();
});

const headers = async (of: Shop, sub = "42") => ({
  authorization: `Bearer ${await sessionToken({ shop: of, claims: { sub } })}`,
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
});

async function openWindow(of: Shop, { since, sub }: { since?: string; sub?: string } = {}) {
  const leaving = new AbortController();
  const response = await fetch(`${product.url}/app/live`, {
    headers: {
      ...(await headers(of, sub)),
      accept: "text/event-stream",
      ...(since && { "last-event-id": since }),
    },
    signal: leaving.signal,
  });
  return { response, ...readEvents(response.body!), leave: () => leaving.abort() };
}

async function tell(of: Shop, form: Record<string, string>, sub = "42") {
  const response = await fetch(`${product.url}/app/live`, {
    method: "POST",
    headers: await headers(of, sub),
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

test("a window with a session token is streamed what is committed in its shop, uncompressed and unkept", async () => {
  const { response, next, leave } = await openWindow(shop);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream\b/);
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(response.headers.get("content-encoding")).toBeNull();
  expect((await next())?.event).toBe("hello");
  const [theirs, ours] = [randomUUID(), randomUUID()];
  await noteLiveChanges(db, { shopId: other.id, topic: "thread", ids: [theirs] });
  await noteLiveChanges(db, { shopId: shop.id, topic: "thread", ids: [ours] });
  const message = await next();
  expect(JSON.parse(message?.data ?? "")).toEqual([{ topic: "thread", id: ours, data: null }]);
  leave();
  await expect.poll(() => liveHub.countWindows()).toBe(0);
});

test("a window that comes back with the last position is told what it missed, and of its own shop only", async () => {
  const first = await openWindow(shop);
  const since = (await first.next())?.id;
  first.leave();
  const id = randomUUID();
  await noteLiveChanges(db, { shopId: shop.id, topic: "thread", ids: [id] });
  const again = await openWindow(shop, { since });
  expect((await again.next())?.data).toContain(id);
  const stranger = await openWindow(other, { since });
  expect((await stranger.next())?.event).toBe("hello");
  again.leave();
  stranger.leave();
});

test("who asks for no stream is told where we are; without a session token nobody is told anything", async () => {
  const plain = await fetch(`${product.url}/app/live`, {
    headers: await headers(shop),
  });
  expect(await plain.json()).toEqual({
    position: expect.stringMatching(/^\d{13}_\d+:\d+:/) as string,
  });
  const nobody = await fetch(`${product.url}/app/live`, {
    headers: { accept: "text/event-stream", "user-agent": "Chrome/140.0" },
    redirect: "manual",
  });
  expect(nobody.headers.get("content-type") ?? "").not.toContain("event-stream");
  expect(nobody.status).not.toBe(200);
});

test("one window hears that somebody else has opened the talk and is answering, and that she has left", async () => {
  const channel = await createChannel(db, shop);
  const friend = await createFriend(db, channel);
  const [mine, hers] = [await openWindow(shop), await openWindow(shop, { sub: "43" })];
  await Promise.all([mine.next(), hers.next()]);
  const windowId = randomUUID();
  const opened = { windowId, friendId: friend.id, isTyping: "true" };
  expect(await tell(shop, opened, "43")).toEqual({ status: 200, body: { ok: true } });
  const staff = await db.staff.findFirstOrThrow({
    where: { shopId: shop.id, shopifyUserId: "43" },
  });
  const who = { staffId: staff.id, name: null, windowId, isTyping: true };
  expect(JSON.parse((await mine.next())?.data ?? "")).toEqual([
    { topic: "presence", id: friend.id, data: [who] },
  ]);
  expect((await tell(shop, { windowId, friendId: "" }, "43")).status).toBe(200);
  expect(JSON.parse((await mine.next())?.data ?? "")).toEqual([
    { topic: "presence", id: friend.id, data: [] },
  ]);
  mine.leave();
  hers.leave();
});

test("a talk of another shop, of nobody, and rubbish are refused alike", async () => {
  const theirs = await createFriend(db, await createChannel(db, other));
  await openWindow(shop).then(({ leave }) => leave());
  const refused = { status: 422, body: { ok: false, error: "unknown_friend" } };
  for (const friendId of [theirs.id, randomUUID(), "x"]) {
    expect(await tell(shop, { windowId: randomUUID(), friendId })).toEqual(refused);
  }
  expect(await db.staffPresence.count()).toBe(0);
});

test("a window whose network takes nothing any more is cut off, and the others go on", async () => {
  const watcher = await openWindow(shop, { sub: "43" });
  await watcher.next();
  const stuck = connect(Number(new URL(product.url).port), "127.0.0.1");
  const sent = { ...(await headers(shop)), host: "musubi.test", accept: "text/event-stream" };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  stuck.write(`GET /app/live HTTP/1.1\r\n${lines.join("")}\r\n`);
  stuck.on("error", () => undefined);
  stuck.pause();
  await expect.poll(() => liveHub.countWindows()).toBe(2);
  // What the operating system keeps for a connection fills up first.
  for (let count = 0; liveHub.countWindows() > 1; count++) {
    expect(count).toBeLessThan(200);
    const ids = Array.from({ length: 1_000 }, () => randomUUID());
    await noteLiveChanges(db, { shopId: shop.id, topic: "thread", ids });
    expect((await watcher.next())?.event).toBe("changes");
  }
  stuck.destroy();
  watcher.leave();
});
