import type { Db } from "#app/platform/db.server.ts";
import { type Present, PRESENT_MS } from "./presence.ts";

/** In which windows the talks with some friends are open now, by the friend's id; nobody there: an empty list. */
export async function readPresence(options: {
  db: Db;
  shopId: string;
  friendIds: string[];
  realTime: Date;
}): Promise<Map<string, Present[]>> {
  const { db, shopId, friendIds, realTime } = options;
  const rows = await db.staffPresence.findMany({
    where: {
      shopId,
      friendId: { in: friendIds },
      seenAt: { gte: new Date(realTime.getTime() - PRESENT_MS) },
    },
    select: {
      friendId: true,
      staffId: true,
      windowId: true,
      isTyping: true,
      staff: { select: { name: true } },
    },
    orderBy: [{ staffId: "asc" }, { windowId: "asc" }],
  });
  const present = new Map<string, Present[]>(friendIds.map((id) => [id, []]));
  for (const { friendId, staff, ...window } of rows)
    present.get(friendId)?.push({ ...window, name: staff.name });
  return present;
}
