import { type ConnectedChannel, readChannel } from "#app/channels/read-channel.server.ts";
import type { Db } from "#app/platform/db.server.ts";

/**
 * The official account whose friends an import is to tie; null when none is connected, or another than the one the import
 * was begun with: user ids of one mean nothing to another.
 */
export async function channelOfImport(options: {
  db: Db;
  shopId: string;
  /** As the import remembers it; left out when it begins */
  botUserId?: string;
}): Promise<(ConnectedChannel & { botUserId: string }) | null> {
  const { db, shopId, botUserId } = options;
  const channel = await readChannel({ db, shopId });
  if (!channel?.botUserId) return null;
  if (botUserId !== undefined && channel.botUserId !== botUserId) return null;
  return { ...channel, botUserId: channel.botUserId };
}
