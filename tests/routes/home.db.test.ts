import { randomUUID } from "node:crypto";
import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { loader } from "#app/routes/app._index.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";
import { tell } from "#tests/worker/tell.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
});

async function open(at = shop) {
  const request = await staffRequest({ shop: at, path: "/app" });
  const page = await loader({ request, params: {}, context: {} });
  return { ...page, numbers: await page.numbers };
}

async function storeEvent(of: Shop, more: { processedAt: Date | null; body: string | null }) {
  await db.webhookEvent.create({
    data: {
      source: "shopify",
      shopId: of.id,
      shopDomain: of.domain,
      key: randomUUID(),
      topic: "orders/create",
      lane: 1,
      receivedAt: new Date(),
      ...more,
    },
  });
}

test("a new shop has everything before it and nothing to worry about", async () => {
  const page = await open();
  expect(page).toMatchObject({
    channel: null,
    recovery: { isOn: false, stepsOn: 0 },
    alerts: { waitingForQuota: 0, rejected: 0, unknown: 0, dataRequests: 0, setAside: 0 },
    isSetupDismissed: false,
  });
  const [week, people] = page.numbers;
  expect(week).toMatchObject({ checkouts: 0, sends: 0 });
  expect(people).toMatchObject({ linked: 0 });
});

test("webhook events that were set aside are counted; those that wait or are done are not, nor other shops'", async () => {
  const other = await createShop(db, { detailsReadAt: new Date() });
  await storeEvent(shop, { processedAt: new Date(), body: "{}" });
  await storeEvent(shop, { processedAt: null, body: "{}" });
  await storeEvent(shop, { processedAt: new Date(), body: null });
  await storeEvent(other, { processedAt: new Date(), body: "{}" });
  await storeEvent(other, { processedAt: new Date(), body: "{}" });
  expect((await open()).alerts.setAside).toBe(1);
});

test("customers who ask for their data, refused sends and a refused channel are told", async () => {
  await tell(shop, "customers/data_request", { customer: { id: 7 }, data_request: { id: 1 } });
  await createChannel(db, shop, { refusedReason: "invalid_credentials" });
  await createSend(db, {
    shopId: shop.id,
    state: "rejected",
    reason: "refused_by_line",
    settledAt: new Date(),
  });
  const page = await open();
  expect(page.alerts).toMatchObject({ dataRequests: 1, rejected: 1 });
  expect(page.channel).toMatchObject({ isRefused: true });
});
