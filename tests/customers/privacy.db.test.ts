import { randomUUID } from "node:crypto";
import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { readCustomerData } from "#app/customers/read-customer-data.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createLinkImport } from "#tests/factories/link-import.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { tell } from "#tests/worker/tell.ts";

const AT = new Date("2026-11-21T00:00:00Z");
let shop: Shop;
let hanako: Awaited<ReturnType<typeof createShopper>>;
let taro: Awaited<ReturnType<typeof createShopper>>;

/** A linked customer who was reminded of a checkout, tapped and ordered, and left another one. */
async function createShopper(name: string, number: number) {
  const shopId = shop.id;
  const { customer: created, friend } = await createLinkedCustomer(db, shop);
  const customer = await db.customer.update({
    where: { id: created.id },
    data: {
      shopifyGid: `gid://shopify/Customer/${number}`,
      displayName: name,
      email: `${name}@example.jp`,
    },
  });
  const customerGid = customer.shopifyGid;
  const checkout = await createAbandonedCheckout(db, shop, { customerGid });
  const attempt = await db.sendAttempt.create({
    data: {
      id: randomUUID(),
      shopId,
      channelId: friend.channelId,
      endpoint: "push",
      retryKey: randomUUID(),
      body: Buffer.from(
        JSON.stringify({ to: friend.lineUserId, messages: [{ text: `${name}さん` }] }),
      ),
      state: "accepted",
      createdAt: AT,
    },
  });
  const sent = { shopId, subjectId: checkout.id, friendId: friend.id };
  const send = await createSend(db, {
    ...sent,
    attemptId: attempt.id,
    state: "accepted",
    acceptedAt: AT,
  });
  const planned = await createSend(db, sent);
  await db.thread.create({
    data: {
      shopId,
      friendId: friend.id,
      lastEntryAt: AT,
      preview: `${name}です`,
      entries: {
        create: { shopId, at: AT, kind: "text", lineMessageId: "1", text: `${name}です` },
      },
    },
  });
  await db.trackedLink.create({
    data: {
      shopId,
      codeHash: randomUUID(),
      targets: [
        {
          kind: "checkout",
          url: checkout.recoveryUrl!,
          fallbackUrl: "https://shop.example.jp/cart/101:2",
        },
      ],
      sendId: send.id,
      checkoutId: checkout.id,
      tapCounts: [3],
      expiresAt: new Date("2026-12-21T00:00:00Z"),
    },
  });
  const order = await db.order.create({
    data: {
      shopId,
      shopifyGid: `gid://shopify/Order/${number}`,
      customerGid,
      totalPrice: 500,
      shopifyCreatedAt: AT,
    },
  });
  return { customer, friend, checkout, send, planned, order };
}

beforeEach(async () => {
  shop = await createShop(db);
  hanako = await createShopper("花子", 7);
  taro = await createShopper("太郎", 8);
});

const redact = (payload: object = { customer: { id: 7 }, orders_to_redact: [7] }) =>
  tell(shop, "customers/redact", payload);

/** Whether these words stand anywhere in the shop's rows. */
async function findsInDatabase(...words: string[]): Promise<string[]> {
  const { rows: tables } = await pool.query<{ table_name: string }>(
    "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop_id'",
  );
  const found: string[] = [];
  for (const { table_name: table } of tables) {
    // Bytes, too: what was sent is stored as it went.
    const { rows } = await pool.query<{ row: string }>(
      `SELECT row_to_json(t)::text ${table === "send_attempt" ? "|| coalesce(convert_from(body, 'UTF8'), '')" : ""} AS row
       FROM "${table}" AS t WHERE shop_id = $1`,
      [shop.id],
    );
    for (const word of words) {
      if (rows.some(({ row }) => row.includes(word))) found.push(`${table}: ${word}`);
    }
  }
  return found;
}

test("customers/redact leaves nothing of the person in any table but the note that it was done", async () => {
  const { customer, checkout } = hanako;
  const words = [
    customer.displayName!,
    customer.email!,
    customer.shopifyGid,
    checkout.recoveryUrl!,
  ];
  await tell(shop, "customers/data_request", { customer: { id: 7 }, data_request: { id: 1 } });
  expect((await findsInDatabase(...words)).length).toBeGreaterThan(4);
  expect(await redact()).toBe("redacted");
  expect(
    (await findsInDatabase(...words)).filter((each) => !each.startsWith("audit_entry")),
  ).toEqual([]);
});

test("after customers/redact the tombstones say what was sent, without content and recipient, and nothing more is sent", async () => {
  await redact();
  expect(
    await db.send.findUnique({
      where: { id: hanako.send.id },
      include: { attempt: true, trackedLinks: true },
    }),
  ).toMatchObject({
    cause: hanako.send.cause,
    state: "accepted",
    friendId: null,
    attempt: { body: null },
    trackedLinks: [{ targets: [], tapCounts: [3] }],
  });
  expect(await db.send.findUnique({ where: { id: hanako.planned.id } })).toMatchObject({
    state: "skipped",
    reason: "deleted",
  });
});

test("after customers/redact the order's amount still counts, and belongs to nobody; the friend stays, untied", async () => {
  await redact();
  expect(await db.order.findUnique({ where: { id: hanako.order.id } })).toMatchObject({
    customerGid: null,
  });
  expect(
    (await db.order.findUniqueOrThrow({ where: { id: hanako.order.id } })).totalPrice.toNumber(),
  ).toBe(500);
  expect(
    await db.friend.findUnique({ where: { id: hanako.friend.id }, include: { link: true } }),
  ).toMatchObject({
    link: null,
  });
});

test("a late payload of the redacted customer's checkout neither fills it nor opens it again", async () => {
  await redact();
  const payload = {
    token: hanako.checkout.token,
    updated_at: hanako.checkout.shopifyUpdatedAt.toISOString(),
    customer: { admin_graphql_api_id: "gid://shopify/Customer/7" },
  };
  await tell(shop, "checkouts/update", payload, new Date("2026-11-22T00:00:00Z"));
  expect(await db.checkout.findUnique({ where: { id: hanako.checkout.id } })).toMatchObject({
    customerGid: null,
    recoveryUrl: null,
    lineItems: [],
    deletedAt: expect.any(Date) as Date,
  });
});

test("customers/redact touches no other customer, and no other shop", async () => {
  const before = await readCustomerData({
    db,
    shopId: shop.id,
    customerGid: "gid://shopify/Customer/8",
  });
  const other = await createShop(db);
  await db.customer.create({
    data: { shopId: other.id, shopifyGid: "gid://shopify/Customer/7", createdAt: AT },
  });
  await redact();
  expect(
    await readCustomerData({ db, shopId: shop.id, customerGid: "gid://shopify/Customer/8" }),
  ).toEqual(before);
  expect(await db.customer.count({ where: { shopId: other.id } })).toBe(1);
  expect(taro.friend.id).not.toBe(hanako.friend.id);
});

test("a data request is noted once, and everything held about the customer can be read for it", async () => {
  const payload = {
    customer: { id: 7, email: "花子@example.jp" },
    orders_requested: [],
    data_request: { id: 9999 },
  };
  expect(await tell(shop, "customers/data_request", payload)).toBe("recorded");
  expect(await tell(shop, "customers/data_request", payload)).toBe("known");
  const [request] = await db.dataRequest.findMany({ where: { shopId: shop.id } });
  const data = await readCustomerData({ db, shopId: shop.id, customerGid: request!.customerGid });
  expect(data).toMatchObject({
    customer: { id: "gid://shopify/Customer/7", name: "花子", email: "花子@example.jp" },
    friend: { lineUserId: hanako.friend.lineUserId, followState: "following" },
    link: { method: "storefront" },
    talk: [{ kind: "text", text: "花子です" }],
    checkouts: [{ token: hanako.checkout.token, lineItems: [{ title: "リネンシャツ" }] }],
    orders: [{ id: "gid://shopify/Order/7", totalPrice: "500" }],
    sends: expect.arrayContaining([
      expect.objectContaining({
        state: "accepted",
        content: expect.stringContaining("花子さん") as string,
        links: [expect.objectContaining({ tapCount: 3 })],
      }),
    ]) as unknown[],
  });
  expect(JSON.stringify(data)).not.toContain("太郎");
});

test("what is held about a customer of one shop cannot be read by another", async () => {
  const other = await createShop(db);
  expect(
    await readCustomerData({ db, shopId: other.id, customerGid: "gid://shopify/Customer/7" }),
  ).toBeNull();
});

/** An import that names Hanako three times, by id, by address and as found; and Taro and a stranger. */
async function importHanako() {
  await db.customer.update({
    where: { id: hanako.customer.id },
    data: { email: "Hanako@example.jp" },
  });
  const lines = ["U1", "U2", "U3", "U4", "U5"];
  const named = [
    { customer: "gid://shopify/Customer/7", verdict: "bad", reason: "line_id" },
    { customer: "hanako@example.jp", verdict: "no_customer", reason: "several" },
    { customerId: hanako.customer.id, displayName: "はな" },
    { customerId: taro.customer.id, displayName: "たろう" },
    { customer: "hanako@example.com", verdict: "no_customer", reason: "unknown" },
  ];
  const rows = named.map((row, index) => ({ ...row, lineUserId: lines[index] }));
  return createLinkImport(db, { shopId: shop.id, botUserId: "U" }, { rows });
}

test("the file tells every row of an import that names the customer, found or not, and nobody else's", async () => {
  await importHanako();
  await createLinkImport(
    db,
    { shopId: (await createShop(db)).id, botUserId: "U" },
    { rows: [{ customer: "gid://shopify/Customer/7", lineUserId: "U6" }] },
  );
  const data = await readCustomerData({
    db,
    shopId: shop.id,
    customerGid: "gid://shopify/Customer/7",
  });
  const { imports } = data!.linkTries;
  expect(imports.map(({ lineUserId }) => lineUserId).sort()).toEqual(["U1", "U2", "U3"]);
  expect(imports).toContainEqual({
    source: "csv",
    importedAt: expect.any(Date) as Date,
    lineUserId: "U2",
    customer: "hanako@example.jp",
    verdict: "no_customer",
    reason: "several",
    displayName: null,
    pictureUrl: null,
    language: null,
  });
});

test("customers/redact takes every row that names the customer out of the imports, and leaves the others", async () => {
  const { id: importId } = await importHanako();
  await redact();
  const left = await db.linkImportRow.findMany({ where: { importId }, orderBy: { line: "asc" } });
  expect(left.map(({ lineUserId }) => lineUserId)).toEqual(["U4", "U5"]);
});

/** Where the file for the customer tells of a table, or why it does not have to. */
const TOLD_AS: Record<string, keyof NonNullable<Awaited<ReturnType<typeof readCustomerData>>>> = {
  customer: "customer",
  link: "link",
  link_healing: "link",
  after_link_gift: "gifts",
  friend: "friend",
  friend_tag: "friend",
  opt_out: "friend",
  consent_wish: "friend",
  checkout: "checkouts",
  order: "orders",
  refund: "refunds",
  send: "sends",
  tracked_link: "sends",
  audit_entry: "audit",
  data_request: "dataRequests",
  login_attempt: "linkTries",
  account_link_attempt: "linkTries",
  link_proof: "linkTries",
  liff_session: "linkTries",
  link_import_row: "linkTries",
  answer: "answers",
  thread: "talk",
  talk_entry: "talk",
};
const NEED_NOT_BE: Record<string, string> = {
  person: "made of friend and customer, and says nothing more",
  person_due: "names who waits to be brought into person",
  rate_count: "hashes of who did something limited, for an hour",
  link_answer: "an answer that the friend gets within a minute",
  wanted_profile: "whose profile is asked for next",
  listed_follower: "LINE's own list while it is read; gone when it was",
  reply_token: "LINE's token to answer the friend by, sealed, for a minute",
  live_change: "which rows open windows are to read anew, for two hours",
  people_task_change: "whose tags a task of staff changed; the tags are told",
  staff_draft: "what staff have not said",
  staff_presence: "who of the staff has which talk open",
};

test("no table that refers to a customer or a friend is missing from the file: a new one wants a place, or a reason", async () => {
  const { rows } = await pool.query<{ table_name: string }>(
    `SELECT DISTINCT table_name FROM information_schema.columns
     WHERE table_schema = 'public' AND (column_name ~ '^(customer|friend)(_id|_gid)$|line_user_id|order_gid|^subject'
       OR column_name IN ('email', 'phone', 'sealed_address', 'sealed_email', 'link_id', 'send_id'))`,
  );
  // The shop's staff and its own LINE account are nobody's customers.
  const tables = rows
    .map((row) => row.table_name)
    .filter((name) => !["session", "channel", "staff"].includes(name));
  const known = new Set([...Object.keys(TOLD_AS), ...Object.keys(NEED_NOT_BE)]);
  expect(tables.filter((table) => !known.has(table))).toEqual([]);
  const data = await readCustomerData({
    db,
    shopId: shop.id,
    customerGid: "gid://shopify/Customer/7",
  });
  expect(Object.values(TOLD_AS).filter((key) => !(key in data!))).toEqual([]);
});

test("the file tells number, tags, totals, source and reason, and redaction takes them along", async () => {
  await db.customer.update({
    where: { id: hanako.customer.id },
    data: {
      phone: "+819011112222",
      tags: ["常連"],
      numberOfOrders: 3,
      amountSpent: "4500",
      lastOrderAt: AT,
    },
  });
  await db.friend.update({ where: { id: hanako.friend.id }, data: { source: "follow" } });
  await db.link.updateMany({
    where: { customerId: hanako.customer.id },
    data: { reason: "電話で確認" },
  });
  const data = await readCustomerData({
    db,
    shopId: shop.id,
    customerGid: "gid://shopify/Customer/7",
  });
  expect(data).toMatchObject({
    customer: { phone: "+819011112222", tags: ["常連"], numberOfOrders: 3, amountSpent: "4500" },
    friend: { source: "follow" },
    link: { reason: "電話で確認" },
  });
  await redact();
  expect(await findsInDatabase("+819011112222", "常連", "電話で確認")).toEqual([]);
});

test("what was left of a deleted customer is the mark alone", async () => {
  await db.customer.update({
    where: { id: taro.customer.id },
    data: { phone: "+819033334444", tags: ["卸売"], numberOfOrders: 3, readAt: AT },
  });
  await tell(shop, "customers/delete", { admin_graphql_api_id: "gid://shopify/Customer/8" });
  expect(await findsInDatabase("+819033334444", "卸売")).toEqual([]);
});
