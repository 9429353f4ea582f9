import type { Customer, Shop } from "@prisma/client";
import { randomInt } from "node:crypto";
import type { Db } from "#app/platform/db.server.ts";

/** A customer whom the mirror knows by name and e-mail. */
export async function createCustomer(
  db: Db,
  shop: Pick<Shop, "id">,
  overrides: Partial<Omit<Customer, "formerLink" | "tagChanges">> = {},
): Promise<Customer> {
  return db.customer.create({
    data: {
      shopId: shop.id,
      shopifyGid: `gid://shopify/Customer/${randomInt(10 ** 12, 10 ** 13)}`,
      displayName: "山田 花子",
      email: "hanako@example.jp",
      createdAt: new Date("2026-11-01T00:00:00Z"),
      ...overrides,
    },
  });
}
