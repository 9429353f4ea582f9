import type { Channel, Shop } from "@prisma/client";
import { randomBytes } from "node:crypto";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";

/** A connected LINE Official Account with both channels; its secrets are not real ones. */
export async function createChannel(
  db: Db,
  shop: Pick<Shop, "id">,
  overrides: Partial<Omit<Channel, "stepsDone">> = {},
): Promise<Channel> {
  const number = () => String(2_000_000_000 + (randomBytes(4).readUInt32BE() % 100_000_000));
  return db.channel.create({
    data: {
      shopId: shop.id,
      messagingChannelId: number(),
      loginChannelId: number(),
      botUserId: `U${randomBytes(16).toString("hex")}`,
      basicId: "@musubi",
      displayName: "結び商店",
      chatMode: "bot",
      webhookMode: "own",
      webhookKey: randomCode(),
      connectedAt: new Date("2026-11-01T00:00:00Z"),
      ...overrides,
    },
  });
}
