import type { Customer, Friend, Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createShop } from "#tests/factories/shop.ts";
import { tell } from "#tests/worker/tell.ts";

let shop: Shop;
let gone: Customer;
let kept: Customer;
let friend: Friend;

beforeEach(async () => {
  shop = await createShop(db);
  ({ customer: gone, friend } = await createLinkedCustomer(db, shop));
  kept = await createCustomer(db, shop);
});

const merge = (status = "completed", from = gone, to = kept) =>
  tell(shop, "customers/merge", {
    admin_graphql_api_customer_kept_id: to.shopifyGid,
    admin_graphql_api_customer_deleted_id: from.shopifyGid,
    status,
  });
const remove = (customer = gone) =>
  tell(shop, "customers/delete", { admin_graphql_api_id: customer.shopifyGid });
const tiedTo = async () => {
  const link = await db.link.findUnique({
    where: { friendId: friend.id },
    include: { customer: true },
  });
  return link?.customer.shopifyGid ?? null;
};

test("a merge moves the tie to the kept customer, whichever of merge and deletion is told first", async () => {
  await merge();
  await remove();
  expect(await tiedTo()).toBe(kept.shopifyGid);
});

test("a merge told after the deletion that belongs to it gives the tie to the kept customer", async () => {
  await remove();
  expect(await tiedTo()).toBeNull();
  expect(await merge()).toBe("merged, link moved");
  expect(await tiedTo()).toBe(kept.shopifyGid);
  expect(await db.link.findUnique({ where: { friendId: friend.id } })).toMatchObject({
    method: "storefront",
    customerTag: "musubi",
  });
  expect(await merge()).toBe("merged");
});

test("a merge that failed or is not done yet moves nothing", async () => {
  for (const status of ["failed", "in_progress", "requested"]) {
    expect(await merge(status)).toBe("not_merged");
  }
  expect(await tiedTo()).toBe(gone.shopifyGid);
});

test("where both customers were tied, the kept one keeps their own friend", async () => {
  const { customer: tied, friend: theirs } = await createLinkedCustomer(db, shop);
  expect(await merge("completed", gone, tied)).toBe("merged, link kept_other");
  expect(await tiedTo()).toBeNull();
  expect(await db.link.findUnique({ where: { friendId: theirs.id } })).toMatchObject({
    customerId: tied.id,
  });
});

test("a friend who was tied to somebody else since the deletion is left there", async () => {
  await remove();
  const somebody = await createCustomer(db, shop);
  await db.link.create({
    data: {
      shopId: shop.id,
      friendId: friend.id,
      customerId: somebody.id,
      method: "storefront",
      linkedAt: new Date(),
    },
  });
  expect(await merge()).toBe("merged");
  expect(await tiedTo()).toBe(somebody.shopifyGid);
});

test("checkouts and orders go along through merges of merges, told in either order", async () => {
  const last = await createCustomer(db, shop);
  const where = { shopId: shop.id };
  await createAbandonedCheckout(db, shop, { customerGid: gone.shopifyGid });
  await merge("completed", kept, last);
  await merge("completed", gone, kept);
  expect(await db.checkout.findFirst({ where })).toMatchObject({ customerGid: last.shopifyGid });
  expect(await tiedTo()).toBe(last.shopifyGid);
});

test("another shop's customer of the same id is not merged along", async () => {
  const other = await createShop(db);
  const theirs = await createCustomer(db, other, { shopifyGid: gone.shopifyGid });
  await merge();
  expect(await db.customer.findUnique({ where: { id: theirs.id } })).toEqual(theirs);
});

test("deleting a customer ends the tie, notes it, and keeps the friend", async () => {
  await remove();
  expect(await tiedTo()).toBeNull();
  expect(await db.friend.findUnique({ where: { id: friend.id } })).not.toBeNull();
  expect(await db.auditEntry.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { actor: "shopify", action: "link.removed", subject: gone.shopifyGid },
  ]);
});
