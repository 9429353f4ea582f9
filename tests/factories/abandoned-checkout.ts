import type { Checkout, Customer, Friend, Prisma, Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import type { CheckoutLineItem } from "#app/checkouts/checkout.ts";
import type { Db } from "#app/platform/db.server.ts";
import { createChannel } from "./channel.ts";
import { createCustomer } from "./customer.ts";
import { createFriend } from "./friend.ts";
import { createLink } from "./link.ts";

export const shirt: CheckoutLineItem = {
  productId: "100",
  variantId: "101",
  title: "リネンシャツ",
  variantTitle: "白 / M",
  quantity: 2,
  price: "7700.00",
};

/** A checkout that a customer began at noon in Japan on 22 November 2026 and left, with one shirt in it. */
export async function createAbandonedCheckout(
  db: Db,
  shop: Pick<Shop, "id">,
  overrides: Partial<Prisma.CheckoutUncheckedCreateInput> = {},
): Promise<Checkout> {
  const token = randomUUID();
  const shopifyCreatedAt = overrides.shopifyCreatedAt ?? new Date("2026-11-22T03:00:00Z");
  return db.checkout.create({
    data: {
      shopId: shop.id,
      token,
      cartToken: randomUUID(),
      recoveryUrl: `https://shop.example.jp/1/checkouts/${token}/recover?key=secret`,
      lineItems: [shirt],
      itemCount: 2,
      totalPrice: 15_400,
      shopifyCreatedAt,
      shopifyUpdatedAt: shopifyCreatedAt,
      receivedAt: shopifyCreatedAt,
      ...overrides,
    },
  });
}

/** A customer with a following friend, of a shop with a channel. */
export async function createLinkedCustomer(
  db: Db,
  shop: Pick<Shop, "id">,
): Promise<{ customer: Customer; friend: Friend }> {
  const channel =
    (await db.channel.findUnique({ where: { shopId: shop.id } })) ??
    (await createChannel(db, shop));
  const friend = await createFriend(db, channel);
  const customer = await createCustomer(db, shop);
  await createLink(db, friend, customer);
  return { customer, friend };
}
