import type { Customer, Friend, Link } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** The tie between a friend and a customer of one shop. */
export async function createLink(
  db: Db,
  friend: Pick<Friend, "id" | "shopId">,
  customer: Pick<Customer, "id">,
  overrides: Partial<Link> = {},
): Promise<Link> {
  return db.link.create({
    data: {
      shopId: friend.shopId,
      friendId: friend.id,
      customerId: customer.id,
      method: "storefront",
      customerTag: "musubi",
      linkedAt: new Date("2026-11-02T00:00:00Z"),
      ...overrides,
    },
  });
}
