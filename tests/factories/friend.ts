import type { Channel, Friend } from "@prisma/client";
import { randomBytes } from "node:crypto";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";

/** A LINE user id that LINE could have given. */
export function lineUserId(): string {
  return `U${randomBytes(16).toString("hex")}`;
}

/** Somebody who follows the channel and writes Japanese. */
export async function createFriend(
  db: Db,
  channel: Pick<Channel, "id" | "shopId">,
  overrides: Partial<Friend> = {},
): Promise<Friend> {
  return db.friend.create({
    data: {
      shopId: channel.shopId,
      channelId: channel.id,
      lineUserId: lineUserId(),
      displayName: "たろう",
      language: "ja",
      followState: "following",
      followChangedAt: new Date("2026-11-01T00:00:00Z"),
      preferencesCode: randomCode(),
      createdAt: new Date("2026-11-01T00:00:00Z"),
      ...overrides,
    },
  });
}
