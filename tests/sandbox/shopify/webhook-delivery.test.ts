import { createHmac } from "node:crypto";

import { expect, test, vi } from "vitest";

import { apiSecret, shopDomain, startStandIn } from "./stand-in-fixture.ts";
import type { Received } from "./stand-in-fixture.ts";

async function placeOrder(control: Awaited<ReturnType<typeof startStandIn>>["control"]) {
  const [customer] = await control<{ id: number }[]>("GET /customers");
  const [product] = await control<{ variants: { id: number }[] }[]>("GET /products");
  const checkout = await control<{ token: string }>("POST /checkouts", {
    customerId: customer!.id,
    lines: [{ variantId: product!.variants[0]!.id }],
  });
  await control(`POST /checkouts/${checkout.token}/complete`);
}

const header = (request: Received, name: string) => String(request.headers[name]);

test("a delivery carries Shopify's headers and a signature over its raw bytes", async () => {
  const { standIn, app, control } = await startStandIn();
  await control("POST /shop", { name: "あたらしい店" });
  await standIn.settled();
  const [request] = app.received;
  expect(header(request!, "x-shopify-hmac-sha256")).toBe(
    createHmac("sha256", apiSecret).update(request!.body).digest("base64"),
  );
  expect(request!.headers).toMatchObject({
    "x-shopify-topic": "shop/update",
    "x-shopify-shop-domain": shopDomain,
    "x-shopify-api-version": "2026-07",
  });
  expect(header(request!, "x-shopify-webhook-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(Date.parse(header(request!, "x-shopify-triggered-at"))).not.toBeNaN();
});

test("two subscriptions to one topic get one event id, two webhook ids, and each its own trimming", async () => {
  const { standIn, app, control } = await startStandIn();
  await placeOrder(control);
  await standIn.settled();
  const orders = app.received.filter((each) => each.topic === "orders/create");
  expect(orders).toHaveLength(2);
  expect(new Set(orders.map((each) => header(each, "x-shopify-event-id"))).size).toBe(1);
  expect(new Set(orders.map((each) => header(each, "x-shopify-webhook-id"))).size).toBe(2);
  const trimmed = orders.find((each) => each.path === "/webhooks/trimmed");
  expect(header(trimmed!, "x-shopify-name")).toBe("trimmed-orders");
  const body = JSON.parse(trimmed!.body) as Record<string, unknown>;
  expect(Object.keys(body).sort()).toEqual(["customer", "id", "line_items"]);
  expect(body.line_items).toEqual([{ title: "宇治煎茶 初摘み" }]);
});

test("a refused delivery comes again with the same bytes and ids when its retry is due on the sandbox clock", async () => {
  const { standIn, app, clock, control } = await startStandIn();
  app.answer = () => ({ status: app.received.length === 1 ? 500 : 200 });
  await control("POST /shop", { name: "一度目は落ちる" });
  await standIn.settled();
  expect(app.received).toHaveLength(1);
  clock.advance(15_000);
  await vi.waitFor(() => expect(app.received).toHaveLength(2));
  const [first, second] = app.received;
  expect(second!.body).toBe(first!.body);
  expect(header(second!, "x-shopify-webhook-id")).toBe(header(first!, "x-shopify-webhook-id"));
});

test("a delivery is given up after eight retries, all within four hours", async () => {
  const { standIn, app, clock, control } = await startStandIn();
  app.answer = () => ({ status: 503 });
  await control("POST /shop", { name: "ずっと落ちる" });
  const began = clock.now();
  const attempts = () => standIn.simulation.webhooks.deliveries()[0]!;
  await vi.waitFor(
    () => {
      if (attempts().nextAt !== null) clock.advance(Math.max(0, attempts().nextAt! - clock.now()));
      expect(attempts().state).toBe("failed");
    },
    { timeout: 10_000, interval: 20 },
  );
  expect(attempts().attempts).toHaveLength(9);
  expect(clock.now() - began).toBeLessThanOrEqual(4 * 3_600_000 + 10_000);
});

test("a redirect is a failure and is not followed", async () => {
  const { standIn, app, control } = await startStandIn();
  app.answer = () => ({ status: 302, headers: { location: "/elsewhere" } });
  await control("POST /shop", { name: "転送" });
  await standIn.settled();
  expect(app.received.map((each) => each.path)).toEqual(["/webhooks/shopify"]);
  expect(standIn.simulation.webhooks.deliveries()[0]!.state).toBe("pending");
});

test("the faults duplicate, drop, late and reorder do what they say", async () => {
  const { standIn, app, faults, control } = await startStandIn();
  const names = () => app.bodies("shop/update").map((body) => body.name);
  const say = (name: string) => control("POST /shop", { name });

  faults.add({ service: "shopify", endpoint: "webhook shop/update", kind: "duplicate", times: 1 });
  await say("twice");
  await standIn.settled();
  expect(names()).toEqual(["twice", "twice"]);

  app.received.length = 0;
  faults.add({ service: "shopify", endpoint: "webhook", kind: "drop", times: 1 });
  await say("never");
  faults.add({
    service: "shopify",
    endpoint: "webhook",
    kind: "reorder",
    times: 1,
    delayMs: 60_000,
  });
  await say("second");
  await say("first");
  await standIn.settled();
  expect(names()).toEqual(["first", "second"]);

  app.received.length = 0;
  faults.add({ service: "shopify", endpoint: "*", kind: "late", times: 1, delayMs: 100 });
  await say("late");
  await say("prompt");
  await standIn.settled();
  expect(names()).toEqual(["prompt", "late"]);
});

test("a program can send any topic again, or late, with a payload of its own", async () => {
  const { standIn, app, control } = await startStandIn();
  const triggeredAt = Date.now() - 6 * 3_600_000;
  const sent = await control<{ id: number }[]>("POST /webhooks", {
    topic: "checkouts/update",
    payload: { token: "abc", customer: null },
    eventId: "event-1",
    triggeredAt,
  });
  await standIn.settled();
  await control(`POST /webhooks/${sent[0]!.id}/again`);
  await standIn.settled();
  expect(app.received).toHaveLength(2);
  const [first, second] = app.received;
  expect(header(first!, "x-shopify-triggered-at")).toBe(new Date(triggeredAt).toISOString());
  expect(header(second!, "x-shopify-webhook-id")).toBe(header(first!, "x-shopify-webhook-id"));
});

test("an uninstalled app hears of its uninstall at once and of shop/redact 48 hours later, and of nothing else", async () => {
  const { standIn, app, clock, control } = await startStandIn();
  await control("POST /uninstall");
  await control("POST /shop", { name: "もう聞こえない" });
  await standIn.settled();
  expect(app.received.map((each) => each.topic)).toEqual(["app/uninstalled"]);
  clock.advance(48 * 3_600_000);
  await vi.waitFor(() => expect(app.received.at(-1)!.topic).toBe("shop/redact"));
});

test("every delivery stands in the request log with its topic and outcome", async () => {
  const { standIn, requests, control } = await startStandIn();
  await control("POST /shop", { name: "記録" });
  await standIn.settled();
  expect(requests.list()).toContainEqual(
    expect.objectContaining({
      from: "shopify",
      to: "app",
      path: "/webhooks/shopify",
      status: 200,
      note: "shop/update",
    }),
  );
});
