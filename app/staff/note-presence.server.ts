import type { Database, Db } from "#app/platform/db.server.ts";
import { noteLiveChanges } from "#app/platform/live-changes.server.ts";
import { PRESENT_MS, type PresenceReport } from "./presence.ts";

/** The topic of what windows are told: the ids are those of the friends whose talk it is. */
export const PRESENCE = "presence";

/**
 * Notes which talk a window of somebody has open, and tells the other windows when that is another one than before, or
 * when somebody begins or stops writing. To be called every ten seconds, and when something changes.
 *
 * @param options.shopifyUserId `sub` of the session token
 * @param options.report its friend null: the window leaves
 * @param options.realTime presence is agreed with browsers
 */
export async function notePresence(options: {
  db: Database;
  shopId: string;
  shopifyUserId: string;
  report: PresenceReport;
  realTime: Date;
}): Promise<{ outcome: "noted" | "unknown_staff" | "unknown_friend" }> {
  const { db, shopId, shopifyUserId, report, realTime } = options;
  const { windowId, friendId, isTyping } = report;
  const whose = { shopId_shopifyUserId: { shopId, shopifyUserId } };
  const staff = await db.staff.findUnique({ where: whose, select: { id: true } });
  if (!staff) return { outcome: "unknown_staff" };
  const friend = friendId && (await db.friend.findUnique({ where: { id: friendId, shopId } }));
  if (friendId && !friend) return { outcome: "unknown_friend" };
  const id = { shopId, staffId: staff.id, windowId };
  await db.$transaction(async (tx) => {
    const [before] = await tx.$queryRaw<{ friendId: string; isTyping: boolean; seenAt: Date }[]>`
      SELECT friend_id AS "friendId", is_typing AS "isTyping", seen_at AS "seenAt" FROM staff_presence
      WHERE shop_id = ${shopId}::uuid AND staff_id = ${staff.id}::uuid AND window_id = ${windowId}::uuid FOR UPDATE`;
    if (friendId) {
      const state = { friendId, isTyping, seenAt: realTime };
      const staffId_windowId = { staffId: staff.id, windowId };
      await tx.staffPresence.upsert({
        where: { staffId_windowId },
        create: { ...id, ...state },
        update: state,
      });
    } else await tx.staffPresence.deleteMany({ where: id });
    const isSame = before?.friendId === friendId && before.isTyping === isTyping;
    if (isSame) return;
    const ids = [before?.friendId, friendId].filter((each) => each !== undefined && each !== null);
    await noteLiveChanges(tx, { shopId, topic: PRESENCE, ids: [...new Set(ids)] });
  });
  return { outcome: "noted" };
}

/**
 * Forgets windows that were not heard of for half a minute, in all shops, and tells the others.
 *
 * @returns how many
 */
export async function forgetSilentWindows(options: { db: Db; realTime: Date }): Promise<number> {
  const silentSince = new Date(options.realTime.getTime() - PRESENT_MS);
  return options.db.$executeRaw`
    WITH gone AS (
      DELETE FROM staff_presence WHERE seen_at < ${silentSince} RETURNING shop_id, friend_id)
    INSERT INTO live_change (shop_id, topic, subject_id) SELECT shop_id, ${PRESENCE}, friend_id FROM gone`;
}
