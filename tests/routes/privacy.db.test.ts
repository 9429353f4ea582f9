import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { action } from "#app/routes/app.settings.privacy.$id.tsx";
import { loader } from "#app/routes/app.settings.privacy._index.tsx";
import { createCustomer } from "#tests/factories/customer.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";
import { tell } from "#tests/worker/tell.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
});

const ask = (customerId: number, requestId: number) =>
  tell(shop, "customers/data_request", {
    customer: { id: customerId },
    data_request: { id: requestId },
  });

async function open(at = shop) {
  const request = await staffRequest({ shop: at, path: "/app/settings/privacy" });
  return (await loader({ request, params: {}, context: {} })).requests;
}

async function download(id: string, at = shop) {
  const request = await staffRequest({ shop: at, path: `/app/settings/privacy/${id}`, form: {} });
  return action({ request, params: { id }, context: {} });
}

test("a customer's request stands on the page until the merchant takes the file, which says all that is held", async () => {
  await createCustomer(db, shop, { shopifyGid: "gid://shopify/Customer/7", displayName: "花子" });
  await ask(7, 9999);
  const [request] = await open();
  expect(request).toMatchObject({ customerId: "7", customerName: "花子", answeredAt: null });
  const days = (Date.parse(request!.dueAt) - Date.parse(request!.requestedAt)) / 86_400_000;
  expect(days).toBe(30);

  const answer = await download(request!.id);
  expect(answer.headers.get("content-disposition")).toBe(
    'attachment; filename="musubi-data-request-9999.json"',
  );
  expect(await answer.json()).toMatchObject({
    request: { id: "9999", customerId: "gid://shopify/Customer/7" },
    data: { customer: { name: "花子", email: "hanako@example.jp" } },
  });
  const [answered] = await open();
  expect(answered!.answeredAt).not.toBeNull();
  expect(await db.auditEntry.findMany({ where: { shopId: shop.id } })).toMatchObject([
    {
      actor: "staff:42",
      action: "data-request.answered",
      subject: "gid://shopify/Customer/7",
    },
  ]);
});

test("the file can be had again; the first time stays the answer, and each time is noted", async () => {
  await ask(7, 1);
  const [request] = await open();
  await download(request!.id);
  const [first] = await open();
  await download(request!.id);
  expect((await open())[0]!.answeredAt).toBe(first!.answeredAt);
  expect(await db.auditEntry.count({ where: { shopId: shop.id } })).toBe(2);
});

test("who is not known gets a file that says that nothing is held", async () => {
  await ask(404, 1);
  const [request] = await open();
  expect(request!.customerName).toBeNull();
  expect(await (await download(request!.id)).json()).toMatchObject({ data: null });
});

test("open requests stand first", async () => {
  await ask(1, 1);
  await ask(2, 2);
  const first = (await open()).find((each) => each.customerId === "2");
  await download(first!.id);
  expect((await open()).map((each) => each.customerId)).toEqual(["1", "2"]);
});

test("another shop's request is on no page of ours, and its file is a 404, as for an id that is none", async () => {
  await ask(7, 1);
  const [request] = await open();
  const other = await createShop(db, { detailsReadAt: new Date() });
  expect(await open(other)).toEqual([]);
  expect((await download(request!.id, other)).status).toBe(404);
  expect((await download("nonsense")).status).toBe(404);
  expect((await open())[0]!.answeredAt).toBeNull();
  expect(await db.auditEntry.count({ where: { shopId: { in: [shop.id, other.id] } } })).toBe(0);
});
