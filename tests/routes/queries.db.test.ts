import type { Shop } from "@prisma/client";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createLinkImport } from "#tests/factories/link-import.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

// Nothing listens there: what the pages ask of Shopify is not what is counted here.
process.env.SHOPIFY_STANDIN_URL = "http://127.0.0.1:9";
const { db, pool } = await import("#app/platform/database.server.ts");
const { createRecoveryProgramme } = await import("#app/recovery/recovery-programme.server.ts");
const { staffRequest } = await import("#tests/factories/staff-request.ts");
const loaders = {
  "/app": (await import("#app/routes/app._index.tsx")).loader,
  "/app/recovery": (await import("#app/routes/app.recovery.tsx")).loader,
  "/app/results": (await import("#app/routes/app.results.tsx")).loader,
  "/app/sends": (await import("#app/routes/app.sends._index.tsx")).loader,
  "/app/sends/$id": (await import("#app/routes/app.sends.$id.tsx")).loader,
  "/app/people": (await import("#app/routes/app.people.tsx")).loader,
  "/app/people/import": (await import("#app/routes/app.people_.import._index.tsx")).loader,
  "/app/people/import/$id": (await import("#app/routes/app.people_.import.$id.tsx")).loader,
  "/app/people/$id": (await import("#app/routes/app.people_.$id.tsx")).loader,
  "/app/people/tags": (await import("#app/routes/app.people_.tags.tsx")).loader,
  "/app/people/funnel": (await import("#app/routes/app.people_.funnel.tsx")).loader,
  "/app/settings": (await import("#app/routes/app.settings._index.tsx")).loader,
  "/app/settings/linking": (await import("#app/routes/app.settings.linking.tsx")).loader,
  "/app/settings/privacy": (await import("#app/routes/app.settings.privacy._index.tsx")).loader,
};

const NOW = new Date();

/** A shop in which `size` people left a checkout, were reminded, ordered, and asked what is held about them. */
async function createBusyShop(size: number) {
  const shop = await createShop(db, { detailsReadAt: NOW });
  await createRecoverySettings(db, shop);
  const step = await createRecoveryStep(db, shop, 60);
  const sends = [];
  for (let index = 0; index < size; index++) {
    const { customer, friend } = await createLinkedCustomer(db, shop);
    const customerGid = customer.shopifyGid;
    const checkout = await createAbandonedCheckout(db, shop, { customerGid });
    const about = { shopId: shop.id, subjectId: checkout.id, partId: step.id };
    sends.push(await createSend(db, { ...about, dueAt: NOW }));
    await createSend(db, { ...about, friendId: friend.id, state: "held", reason: "quota" });
    await createSend(db, {
      ...about,
      friendId: friend.id,
      dueAt: NOW,
      state: "accepted",
      acceptedAt: NOW,
    });
    const tag = await db.tag.create({
      data: { shopId: shop.id, name: `タグ${index}`, createdAt: NOW },
    });
    await db.friendTag.create({
      data: { shopId: shop.id, friendId: friend.id, tagId: tag.id, addedAt: NOW },
    });
    await db.dataRequest.create({
      data: { shopId: shop.id, requestId: String(index), customerGid, requestedAt: NOW },
    });
  }
  await createImports(shop, size);
  return { shop, sends };
}

/** As many imports that are over, and one that waits with as many rows. */
async function createImports(shop: Shop, size: number) {
  const customers = await db.customer.findMany({ where: { shopId: shop.id } });
  const rows = customers.map(({ id }) => ({ customerId: id, displayName: "はな" }));
  const place = { shopId: shop.id, botUserId: "U" };
  for (let index = 0; index < size; index++)
    await createLinkImport(db, place, { rows, import: { stage: "done" } });
  await createLinkImport(db, place, { rows });
}

let small: Awaited<ReturnType<typeof createBusyShop>>;
let large: Awaited<ReturnType<typeof createBusyShop>>;
beforeAll(async () => {
  small = await createBusyShop(2);
  large = await createBusyShop(24);
});

/** How many statements the database gets while something is done, what it streams afterwards included. */
async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  const result = await work();
  await Promise.all(Object.values(result as object));
  const { length } = queries.mock.calls;
  queries.mockRestore();
  return length;
}

async function open(path: keyof typeof loaders, shop: Shop) {
  const request = await staffRequest({ shop, path });
  const send = await db.send.findFirst({ where: { shopId: shop.id, state: "held" } });
  const waiting = await db.linkImport.findFirst({ where: { shopId: shop.id, stage: "preview" } });
  const ids = { "/app/people/import/$id": waiting?.id, "/app/people/$id": send?.friendId };
  const id = (ids as Partial<Record<string, string | null>>)[path] ?? send?.id;
  return countQueries(() => loaders[path]({ request, params: { id }, context: {} }));
}

// README.md of app/routes says what they are for. Two of each are the session and the shop.
test.each([
  ["/app", 18],
  ["/app/recovery", 7],
  ["/app/results", 15],
  ["/app/sends", 8],
  ["/app/sends/$id", 11],
  ["/app/people", 13],
  ["/app/people/$id", 15],
  ["/app/people/import", 4],
  ["/app/people/import/$id", 6],
  ["/app/people/tags", 4],
  ["/app/settings", 4],
  ["/app/people/funnel", 3],
  ["/app/settings/linking", 6],
  ["/app/settings/privacy", 4],
] as const)("%s asks the database %i times, for few rows and for many", async (path, queries) => {
  const counts = [await open(path, small.shop), await open(path, large.shop)];
  expect(counts).toEqual([queries, queries]);
});

test("every embedded page that reads something is counted, those that are made later included", async () => {
  const files = readdirSync("app/routes").filter((name) => /^app\..+\.tsx$/.test(name));
  const paths = files.map(async (name) => {
    const route = (await import(/* @vite-ignore */ resolve("app/routes", name))) as object;
    const isPage = "loader" in route && "default" in route;
    return isPage ? [`/${name.replace(/(\._index)?\.tsx$/, "").replaceAll(/_?\./g, "/")}`] : [];
  });
  const found = (await Promise.all(paths)).flat();
  expect(found.sort()).toEqual(Object.keys(loaders).sort());
});

test("a batch of due recovery steps is prepared with 3 queries, for few sends and for many", async () => {
  const variant = { isAvailable: true, imageUrl: null, pageUrl: null };
  const programme = createRecoveryProgramme({
    pool,
    read: ({ variantIds }) => Promise.resolve(new Map(variantIds.map((id) => [id, variant]))),
  });
  const prepare = ({ shop, sends }: typeof small) =>
    countQueries(() => programme.prepare({ shopId: shop.id, sends, now: NOW }));
  expect([await prepare(small), await prepare(large)]).toEqual([3, 3]);
});
