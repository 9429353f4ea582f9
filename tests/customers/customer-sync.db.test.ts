import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { completeCheckout } from "#sandbox/shopify/happenings/complete-checkout.ts";
import { updateCustomer } from "#sandbox/shopify/happenings/save-customer.ts";
import { addTags } from "#sandbox/shopify/happenings/change-tags.ts";
import { startCheckout } from "#sandbox/shopify/happenings/start-checkout.ts";
import { newToken } from "#sandbox/shopify/state/ids.ts";
import { seedManyCustomers } from "#sandbox/shopify/state/seed-many-customers.ts";
import { startCustomersWorld } from "./customers-world.ts";

const world = await startCustomersWorld();
const { db, clock, faults, shopify, state } = world;
const { createShop } = await import("#tests/factories/shop.ts");
const { tell } = await import("#tests/worker/tell.ts");
const { requestCustomerSync } = await import("#app/customers/request-customer-sync.server.ts");

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let shop: Shop;

beforeEach(async () => {
  shop = await world.install();
  await world.claim();
});

const sync = () => db.customerSync.findUniqueOrThrow({ where: { shopId: shop.id } });
const mirror = () =>
  db.customer.findMany({ where: { shopId: shop.id }, orderBy: { shopifyGid: "asc" } });
const gidOf = (id: number) => `gid://shopify/Customer/${id}`;
const mirrored = (id: number) =>
  db.customer.findUniqueOrThrow({
    where: { shopId_shopifyGid: { shopId: shop.id, shopifyGid: gidOf(id) } },
  });
const people = () => [...state.customers.values()];

test("a new shop's customers are all read, with address, number, tags and Shopify's own totals", async () => {
  const [first] = people();
  const variant = [...state.products.values()][0]!.variants[0]!;
  const cart = {
    token: newToken(),
    lines: [{ key: newToken(), variantId: variant.id, quantity: 1 }],
    discountCodes: [],
    note: null,
    attributes: {},
  };
  const begun = startCheckout(shopify.simulation, state, cart, { customer: first!, locale: "ja" });
  if (begun.kind === "empty") throw new Error("The stand-in's product cannot be bought.");
  completeCheckout(shopify.simulation, state, begun.checkout, "card");
  expect(await world.step(shop.id)).toBe("started");
  expect(await sync()).toMatchObject({ state: "running", read: 0, failure: null });
  await world.until(shop.id, "loaded");
  expect(await sync()).toMatchObject({
    state: "whole",
    read: people().length,
    changed: people().length,
    objectCount: people().length,
    failures: 0,
    finishedAt: expect.any(Date) as Date,
  });
  expect(await mirror()).toHaveLength(people().length);
  const order = [...state.orders.values()].at(-1)!;
  const row = await mirrored(first!.id);
  expect({ ...row, amountSpent: Number(row.amountSpent) }).toMatchObject({
    displayName: "佐藤 美咲",
    email: first!.email,
    phone: first!.phone,
    tags: first!.tags,
    numberOfOrders: 1,
    amountSpent: order.totals.total,
    lastOrderAt: new Date(Math.floor(order.createdAt / 1000) * 1000),
  });
  expect(world.heard).toEqual([null]);
});

test("a result of many pieces is loaded whole, and loaded again it changes nothing", async () => {
  const before = people().length;
  seedManyCustomers(shopify.simulation, state, 3_000);
  await world.until(shop.id, "loaded");
  expect(await db.customer.count({ where: { shopId: shop.id } })).toBe(before + 3_000);
  const first = await mirror();
  await db.customerSync.update({
    where: { shopId: shop.id },
    data: {
      state: "running",
      operationGid: `gid://shopify/BulkOperation/${[...state.bulkOperations.keys()].at(-1)}`,
      operationAt: first[0]!.readAt,
    },
  });
  expect(await world.step(shop.id)).toBe("loaded");
  expect(await sync()).toMatchObject({ read: before + 3_000, changed: 0 });
  expect(await mirror()).toEqual(first);
});

test("whoever was deleted without a word is found by the next whole reading; whoever only came after it began stays", async () => {
  seedManyCustomers(shopify.simulation, state, 600);
  await world.until(shop.id, "loaded");
  const deleted = people().slice(-300);
  for (const { id } of deleted) state.customers.delete(id);
  clock.advance(HOUR);
  await requestCustomerSync({ db, shopId: shop.id, actor: "staff:1", now: world.now() });
  expect(await world.step(shop.id)).toBe("started");
  const newcomer = { ...people()[0]!, id: 999_000_001, email: "late@example.jp" };
  state.customers.set(newcomer.id, newcomer);
  await db.customer.create({
    data: { shopId: shop.id, shopifyGid: gidOf(newcomer.id), createdAt: world.now() },
  });
  await world.until(shop.id, "loaded");
  expect(world.gone.toSorted()).toEqual(deleted.map(({ id }) => gidOf(id)).toSorted());
  const row = await mirrored(deleted[0]!.id);
  expect(row).toMatchObject({
    displayName: null,
    email: null,
    deletedAt: expect.any(Date) as Date,
  });
  expect((await mirrored(newcomer.id)).deletedAt).toBeNull();
  state.customers.delete(newcomer.id);
});

test("what webhooks told while Shopify wrote the file stays: it is newer", async () => {
  const [, second] = people();
  await world.step(shop.id);
  const at = (minutes: number) => new Date(clock.now() + minutes * 60_000);
  const gid = gidOf(second!.id);
  const about = { admin_graphql_api_id: gid };
  await tell(
    shop,
    "customers/update",
    {
      ...about,
      updated_at: at(1).toISOString(),
      last_name: "新",
      first_name: "名",
      email: "new@example.jp",
    },
    at(1),
  );
  await tell(shop, "customer.tags_removed", {
    customerId: gid,
    tags: ["常連"],
    occurredAt: at(1).toISOString(),
  });
  await tell(shop, "customer.tags_added", {
    customerId: gid,
    tags: ["新顔"],
    occurredAt: at(1).toISOString(),
  });
  await tell(shop, "customers/purchasing_summary", {
    customerId: gid,
    numberOfOrders: 9,
    amountSpent: { amount: "900.0", currencyCode: "JPY" },
    lastOrderId: null,
    occurredAt: at(1).toISOString(),
  });
  await world.until(shop.id, "loaded");
  const row = await mirrored(second!.id);
  expect(row).toMatchObject({
    displayName: "新 名",
    email: "new@example.jp",
    phone: null,
    tags: ["新顔"],
    numberOfOrders: 9,
  });
  expect(row.readAt).not.toBeNull();
});

test("what webhooks told before Shopify began is followed by what it wrote", async () => {
  const [, second] = people();
  const gid = gidOf(second!.id);
  const before = new Date(clock.now() - 60_000).toISOString();
  await tell(shop, "customer.tags_added", { customerId: gid, tags: ["旧"], occurredAt: before });
  expect(await mirrored(second!.id)).toMatchObject({ tags: ["旧"], displayName: null });
  await world.until(shop.id, "loaded");
  expect(await mirrored(second!.id)).toMatchObject({
    tags: ["常連"],
    tagChanges: null,
    displayName: "田中 健太",
  });
});

test("a customer who was deleted stays deleted", async () => {
  const [, , third] = people();
  await tell(shop, "customers/delete", { admin_graphql_api_id: gidOf(third!.id) });
  await world.until(shop.id, "loaded");
  expect(await mirrored(third!.id)).toMatchObject({
    deletedAt: expect.any(Date) as Date,
    displayName: null,
    email: null,
    tags: [],
  });
});

test("a load that broke off is taken up again when its time comes, and nothing is missing or doubled", async () => {
  await world.step(shop.id);
  await expect.poll(() => [...state.bulkOperations.values()].at(-1)!.status).toBe("COMPLETED");
  const operation = [...state.bulkOperations.values()].at(-1)!;
  const whole = operation.file!;
  operation.file = whole.subarray(0, whole.length - 40);
  await expect(world.step(shop.id)).rejects.toThrow(SyntaxError);
  expect(await sync()).toMatchObject({ state: "running", failures: 0 });
  expect((await sync()).dueAt.getTime()).toBeGreaterThan(clock.now());
  operation.file = whole;
  clock.advance(11 * 60_000);
  expect(await world.claim()).toBe(1);
  expect(await world.step(shop.id)).toBe("loaded");
  expect(await mirror()).toHaveLength(people().length);
});

test("while one process loads a shop's customers, another leaves it to it", async () => {
  await world.step(shop.id);
  await expect.poll(() => [...state.bulkOperations.values()].at(-1)!.status).toBe("COMPLETED");
  const client = await world.pool.connect();
  await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`${shop.id} customers`]);
  expect(await world.step(shop.id)).toBe("loading");
  expect(await mirror()).toHaveLength(0);
  client.release(true);
  await world.until(shop.id, "loaded");
});

test("the operation's end, told by the webhook, goes on at once; another shop's operation does nothing", async () => {
  await world.step(shop.id);
  const { operationGid } = await sync();
  const other = await createShop(db);
  const jobs = async () =>
    (
      await world.pool.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id WHERE task.identifier = 'customers.sync-due' AND job.payload ->> 'shopId' = $1",
        [other.id],
      )
    ).rows[0]!.count;
  const finished = { admin_graphql_api_id: operationGid, status: "completed" };
  expect(await tell(other, "bulk_operations/finish", finished)).toBe("unknown");
  expect(await jobs()).toBe(0);
  expect(await tell(shop, "bulk_operations/finish", finished)).toBe("noted");
  expect(await tell(shop, "bulk_operations/finish", finished)).toBe("noted");
  expect(
    await tell(shop, "bulk_operations/finish", {
      admin_graphql_api_id: "gid://shopify/BulkOperation/1",
    }),
  ).toBe("unknown");
  expect(await tell(shop, "bulk_operations/finish", { admin_graphql_api_id: "1' OR 1=1" })).toBe(
    "ignored",
  );
  await world.until(shop.id, "loaded");
  expect(await tell(shop, "bulk_operations/finish", finished)).toBe("unknown");
});

test("a failed operation is told with its reason and tried again, later each time", async () => {
  faults.add({ service: "shopify", endpoint: "bulkOperationRunQuery", kind: "error", times: 2 });
  await world.until(shop.id, "failed");
  expect(await sync()).toMatchObject({
    state: "wanted",
    failure: "internal_server_error",
    failures: 1,
  });
  expect(Math.abs((await sync()).dueAt.getTime() - clock.now() - 60_000)).toBeLessThan(5_000);
  expect(await world.claim()).toBe(0);
  clock.advance(61_000);
  expect(await world.claim()).toBe(1);
  await world.until(shop.id, "failed");
  expect(await sync()).toMatchObject({ failures: 2 });
  expect(await mirror()).toHaveLength(0);
  clock.advance(5 * 60_000);
  await world.until(shop.id, "loaded");
  expect(await sync()).toMatchObject({ failure: null, failures: 0 });
});

test("a result that expired before it was read is asked for anew", async () => {
  await world.step(shop.id);
  await expect.poll(() => [...state.bulkOperations.values()].at(-1)!.status).toBe("COMPLETED");
  clock.advance(8 * DAY);
  expect(await world.step(shop.id)).toBe("failed");
  expect(await sync()).toMatchObject({ state: "wanted", failure: "expired" });
  clock.advance(61_000);
  await world.until(shop.id, "loaded");
});

test("a cancelled operation is begun again", async () => {
  faults.add({
    service: "shopify",
    endpoint: "bulkOperationRunQuery",
    kind: "slow",
    delayMs: 60_000,
    times: 1,
  });
  await world.step(shop.id);
  [...state.bulkOperations.values()].at(-1)!.status = "CANCELED";
  expect(await world.step(shop.id)).toBe("failed");
  expect(await sync()).toMatchObject({ state: "wanted", failure: "canceled" });
  await world.until(shop.id, "loaded");
});

test("as many operations as Shopify allows: it waits a minute, and that is no failure", async () => {
  state.settings.bulkQueriesAtATime = 0;
  state.bulkOperations.set(1, { ...stub(), status: "RUNNING" });
  expect(await world.step(shop.id)).toBe("busy");
  expect(await sync()).toMatchObject({ state: "wanted", failure: null, failures: 0 });
  state.settings.bulkQueriesAtATime = 5;
  await world.until(shop.id, "loaded");
});

function stub() {
  return {
    id: 1,
    query: "",
    groupObjects: false,
    status: "CREATED" as const,
    errorCode: null,
    createdAt: clock.now(),
    completedAt: null,
    objectCount: 0,
    rootObjectCount: 0,
    file: null,
    fileKey: "",
  };
}

test("a shop that gives no access is told so and asked again later", async () => {
  await db.session.deleteMany({ where: { shop: shop.domain } });
  expect(await world.step(shop.id)).toBe("failed");
  expect(await sync()).toMatchObject({ state: "wanted", failure: "no_access", failures: 1 });
});

test("a shop that has uninstalled is left alone, and read anew when it is back", async () => {
  await world.until(shop.id, "loaded");
  await tell(shop, "app/uninstalled", {}, new Date(clock.now() + 1_000));
  expect(await world.step(shop.id)).toBe("gone");
  expect(await world.claim()).toBe(0);
  await db.shop.update({
    where: { id: shop.id },
    data: { uninstalledAt: null, installedAt: new Date(clock.now() + HOUR) },
  });
  clock.advance(2 * HOUR);
  expect(await world.claim()).toBe(1);
  expect(await sync()).toMatchObject({ state: "wanted" });
});

test("what webhooks missed is found within the hour, mended and counted; what they told is not counted", async () => {
  await world.until(shop.id, "loaded");
  const [first, second] = people();
  clock.advance(10 * 60_000);
  updateCustomer(shopify.simulation, state, first!, { email: "missed@example.jp" });
  addTags(shopify.simulation, state, second!, ["見落とし"]);
  clock.advance(HOUR);
  expect(await world.claim()).toBe(1);
  world.heard.length = 0;
  expect(await world.step(shop.id)).toBe("swept");
  expect(await mirrored(first!.id)).toMatchObject({ email: "missed@example.jp" });
  expect((await mirrored(second!.id)).tags).toContain("見落とし");
  expect(world.heard.flat().toSorted()).toEqual([gidOf(first!.id), gidOf(second!.id)].toSorted());
  const { readUntil } = await sync();
  expect(readUntil!.getTime()).toBeGreaterThan(clock.now() - 60_000);
});

test("the whole is read again each week, however many looks there were, and when staff ask for it", async () => {
  await world.until(shop.id, "loaded");
  clock.advance(6 * DAY);
  expect(await world.step(shop.id)).toBe("swept");
  clock.advance(2 * DAY);
  expect(await world.step(shop.id)).toBe("started");
  await world.until(shop.id, "loaded");
  const ask = () =>
    requestCustomerSync({ db, shopId: shop.id, actor: "staff:1", now: world.now() });
  expect(await ask()).toEqual({ outcome: "requested" });
  expect(await world.step(shop.id)).toBe("started");
  expect(await ask()).toEqual({ outcome: "running" });
  await world.until(shop.id, "loaded");
});

test("names with tabs, quotes, backslashes, line ends and emoji, and a huge tag list, are mirrored as they are", async () => {
  const [, , third] = people();
  const odd = { lastName: `O'Neil\t\\N "x" {y},`, firstName: "改\n行\r🍵" };
  const former = { ...third! };
  Object.assign(third!, odd, {
    tags: Array.from({ length: 250 }, (_, n) => `tag \\ "${n}" {}, ${"長".repeat(200)}`),
  });
  await world.until(shop.id, "loaded");
  const row = await mirrored(third!.id);
  expect(row.displayName).toBe(`${odd.lastName} ${odd.firstName}`);
  expect(row.tags.toSorted()).toEqual(third!.tags.toSorted());
  Object.assign(third!, former);
});
