import { afterAll, beforeAll, expect, test } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import { redactShop } from "#app/shops/redact-shop.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { EXAMPLE_VERSIONS, shopifyExample, shopifyWebhook } from "#tests/factories/webhook.ts";
import { openIntake, workAll } from "./open-intake.ts";

let intake: Awaited<ReturnType<typeof openIntake>>;
beforeAll(async () => void (intake = await openIntake()));
afterAll(() => intake.close());

const TRIGGERED = new Date("2026-11-22T03:00:00Z");
const EXAMPLE_TIME = new Date("2022-01-01T00:00:00Z");

/** Sends Shopify's example through the door, and works it off. Returns what came of it. */
async function take(version: string, topic: string, shop: { domain: string }, payload?: string) {
  const body = payload ?? shopifyExample(version, topic);
  const webhook = shopifyWebhook({ shop, topic, payload: body, triggeredAt: TRIGGERED });
  expect((await intake.send(webhook)).status).toBe(200);
  const { id } = await db.webhookEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
  await workAll();
  const stored = await db.webhookEvent.findUniqueOrThrow({ where: { id } });
  expect(stored).toMatchObject({ topic, body: null, occurredAt: TRIGGERED });
  expect(stored.processedAt).not.toBeNull();
  return stored.outcome;
}

const theCheckout = {
  token: "123123123",
  cartToken: "eeafa272cebfd4b22385bc4b645e762c",
  name: "#981820079255243537",
  customerGid: "gid://shopify/Customer/603851970716743426",
  recoveryUrl:
    "https://checkout.local/548380009/checkouts/123123123/recover?key=example-secret-token",
  itemCount: 2,
  currency: "USD",
  customerLocale: null,
  shopifyCreatedAt: EXAMPLE_TIME,
  shopifyUpdatedAt: EXAMPLE_TIME,
  completedAt: null,
  deletedAt: null,
};

const ipod = {
  productId: "632910392",
  variantId: "808950810",
  title: "IPod Nano - 8GB",
  variantTitle: "Pink",
  quantity: 1,
  price: "199.00",
};

for (const version of EXAMPLE_VERSIONS) {
  for (const topic of ["checkouts/create", "checkouts/update"]) {
    test(`the ${version} example of ${topic} becomes a checkout with its items, customer and amount`, async () => {
      const shop = await createShop(db);
      expect(await take(version, topic, shop)).toBe("created");
      const [checkout, ...others] = await db.checkout.findMany({ where: { shopId: shop.id } });
      expect(others).toEqual([]);
      expect(checkout).toMatchObject(theCheckout);
      expect(checkout?.totalPrice.toString()).toBe("421.88");
      expect(checkout?.lineItems).toEqual([ipod, ipod]);
    });
  }

  test(`the ${version} example of checkouts/delete deletes the checkout of its cart`, async () => {
    const shop = await createShop(db);
    await take(version, "checkouts/create", shop);
    expect(await take(version, "checkouts/delete", shop)).toBe("deleted");
    expect(await db.checkout.findFirst({ where: { shopId: shop.id } })).toMatchObject({
      token: "123123123",
      deletedAt: TRIGGERED,
    });
  });

  for (const topic of ["orders/create", "orders/updated", "orders/cancelled"]) {
    test(`the ${version} example of ${topic} becomes a cancelled order of its customer`, async () => {
      const shop = await createShop(db);
      expect(await take(version, topic, shop)).toBe("created");
      const order = await db.order.findFirstOrThrow({ where: { shopId: shop.id } });
      expect(order).toMatchObject({
        shopifyGid: "gid://shopify/Order/820982911946154508",
        checkoutToken: null,
        cartToken: null,
        customerGid: "gid://shopify/Customer/115310627314723954",
        currency: "USD",
        shopifyCreatedAt: EXAMPLE_TIME,
        shopifyUpdatedAt: EXAMPLE_TIME,
        cancelledAt: EXAMPLE_TIME,
      });
      const { total_price: total } = JSON.parse(shopifyExample(version, topic)) as {
        total_price: string;
      };
      expect(order.totalPrice.toFixed(2)).toBe(total);
    });
  }

  test(`the ${version} example of refunds/create takes its successful transactions off the order`, async () => {
    const shop = await createShop(db);
    const example = JSON.parse(shopifyExample(version, "refunds/create")) as {
      order_id: number;
      transactions: { kind: string; status: string; amount: string }[];
    };
    const total = example.transactions.reduce((sum, { amount }) => sum + Number(amount), 0);
    expect(
      example.transactions.every((each) => each.kind === "refund" && each.status === "success"),
    ).toBe(true);
    // The example's order_id is the rounded one; on the wire it is whole.
    const body = shopifyExample(version, "refunds/create").replaceAll(
      '"order_id":820982911946154500',
      '"order_id":820982911946154508',
    );
    await take(version, "orders/create", shop);
    expect(await take(version, "refunds/create", shop, body)).toBe("recorded");
    const order = await db.order.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(order.refunded.toNumber()).toBe(total);
    expect(total).toBeGreaterThan(0);
    expect(await db.refund.findMany({ where: { shopId: shop.id } })).toMatchObject([
      {
        shopifyGid: "gid://shopify/Refund/890088186047892319",
        orderGid: "gid://shopify/Order/820982911946154508",
      },
    ]);
  });

  for (const topic of ["customers/create", "customers/update"]) {
    test(`the ${version} example of ${topic} becomes a customer with name and e-mail`, async () => {
      const shop = await createShop(db);
      expect(await take(version, topic, shop)).toBe("created");
      expect(await db.customer.findMany({ where: { shopId: shop.id } })).toMatchObject([
        {
          shopifyGid: "gid://shopify/Customer/706405506930370084",
          displayName: "Bob Biller",
          email: "bob@biller.com",
          shopifyUpdatedAt: EXAMPLE_TIME,
          deletedAt: null,
        },
      ]);
    });
  }

  test(`the ${version} example of customers/delete leaves a nameless mark of the customer`, async () => {
    const shop = await createShop(db);
    await take(version, "customers/create", shop);
    expect(await take(version, "customers/delete", shop)).toBe("deleted");
    expect(await db.customer.findMany({ where: { shopId: shop.id } })).toMatchObject([
      {
        shopifyGid: "gid://shopify/Customer/706405506930370084",
        displayName: null,
        email: null,
        deletedAt: TRIGGERED,
      },
    ]);
  });

  test(`the ${version} example of customers/merge, a failed one, changes nothing; a completed one moves the tie`, async () => {
    const shop = await createShop(db);
    const friend = await createFriend(db, await createChannel(db, shop));
    const gone = await createCustomer(db, shop, { shopifyGid: "gid://shopify/Customer/2" });
    const link = await createLink(db, friend, gone);
    expect(await take(version, "customers/merge", shop)).toBe("not_merged");
    expect(await db.link.findUnique({ where: { id: link.id } })).toMatchObject({
      customerId: gone.id,
    });
    const completed = shopifyExample(version, "customers/merge").replace("failed", "completed");
    expect(await take(version, "customers/merge", shop, completed)).toBe("merged, link moved");
    expect(
      await db.link.findUnique({ where: { id: link.id }, include: { customer: true } }),
    ).toMatchObject({ friendId: friend.id, customer: { shopifyGid: "gid://shopify/Customer/1" } });
  });

  test(`the ${version} example of app/uninstalled marks the shop, forgets its tokens and stops its sends`, async () => {
    const shop = await createShop(db);
    const send = await createSend(db, { shopId: shop.id });
    await db.session.create({
      data: { id: `offline_${shop.domain}`, shop: shop.domain, state: "", accessToken: "sealed" },
    });
    expect(await take(version, "app/uninstalled", shop)).toBe("uninstalled");
    expect(await db.shop.findUnique({ where: { id: shop.id } })).toMatchObject({
      uninstalledAt: TRIGGERED,
    });
    expect(await db.session.count({ where: { shop: shop.domain } })).toBe(0);
    expect(await db.send.findUnique({ where: { id: send.id } })).toMatchObject({
      state: "skipped",
      reason: "uninstalled",
    });
  });

  test(`the ${version} example of app/scopes_update is written into the shop's sessions`, async () => {
    const shop = await createShop(db);
    const id = `offline_${shop.domain}`;
    await db.session.create({
      data: { id, shop: shop.domain, state: "", scope: "read_products", accessToken: "sealed" },
    });
    expect(await take(version, "app/scopes_update", shop)).toBe("updated");
    expect(await db.session.findUnique({ where: { id } })).toMatchObject({
      scope: "read_products,write_products",
    });
  });

  test(`the ${version} example of shop/update renames the shop and leaves what it does not tell`, async () => {
    const shop = await createShop(db, { storefrontUrl: "https://shop.example.jp" });
    expect(await take(version, "shop/update", shop)).toBe("updated");
    expect(await db.shop.findUnique({ where: { id: shop.id } })).toMatchObject({
      shopifyGid: "gid://shopify/Shop/548380009",
      name: "Super Toys",
      currency: "USD",
      locale: "en",
      timeZone: "Asia/Tokyo",
      storefrontUrl: "https://shop.example.jp",
    });
  });

  test(`the ${version} example of customers/data_request waits for the merchant`, async () => {
    const shop = await createShop(db);
    expect(await take(version, "customers/data_request", shop)).toBe("recorded");
    expect(await db.dataRequest.findMany({ where: { shopId: shop.id } })).toMatchObject([
      { requestId: "9999", customerGid: "gid://shopify/Customer/191167", answeredAt: null },
    ]);
  });

  test(`the ${version} example of customers/redact erases the customer and the tie, and keeps the friend`, async () => {
    const shop = await createShop(db);
    const friend = await createFriend(db, await createChannel(db, shop));
    const customer = await createCustomer(db, shop, {
      shopifyGid: "gid://shopify/Customer/191167",
    });
    await createLink(db, friend, customer);
    expect(await take(version, "customers/redact", shop)).toBe("redacted");
    expect(await db.customer.count({ where: { shopId: shop.id } })).toBe(0);
    expect(await db.link.count({ where: { shopId: shop.id } })).toBe(0);
    expect(await db.friend.count({ where: { shopId: shop.id } })).toBe(1);
  });

  test(`the ${version} example of shop/redact begins to delete the shop that uninstalled`, async () => {
    const shop = await createShop(db, { uninstalledAt: new Date("2026-11-20T03:00:00Z") });
    expect(await take(version, "shop/redact", shop)).toBe("redaction_begun");
    expect(await redactShop({ db, pool, shopId: shop.id })).toEqual({ outcome: "redacted" });
  });
}
