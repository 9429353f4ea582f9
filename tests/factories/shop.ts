import type { Shop } from "@prisma/client";
import { randomBytes } from "node:crypto";
import type { Db } from "#app/platform/db.server.ts";

/** An installed shop in Tokyo that counts in yen. */
export async function createShop(db: Db, overrides: Partial<Shop> = {}): Promise<Shop> {
  return db.shop.create({
    data: {
      domain: `shop-${randomBytes(4).toString("hex")}.myshopify.com`,
      name: "結び商店",
      installedAt: new Date("2026-11-01T00:00:00Z"),
      ...overrides,
    },
  });
}
