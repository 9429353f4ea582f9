import type { Db } from "#app/platform/db.server.ts";
import type { FollowerSyncRefusal, FollowerSyncState } from "./follower-sync.ts";

export type FollowerImport = {
  state: FollowerSyncState;
  reason: FollowerSyncRefusal | null;
  /** Whom LINE has listed by now */
  listed: number;
  /** Who of them were new to us */
  added: number;
  /** Names and pictures that are still to be asked for */
  profilesLeft: number;
  /** About how many LINE has to list, for a bar; null when LINE's own count is not known */
  expected: number | null;
  startedAt: string;
  finishedAt: string | null;
};

/** How far the reading of LINE's list of followers has come; null when none was ever begun. */
export async function readFollowerImport(options: {
  db: Db;
  shopId: string;
}): Promise<FollowerImport | null> {
  const { db, shopId } = options;
  const [sync, profilesLeft, count] = await Promise.all([
    db.followerSync.findUnique({ where: { shopId } }),
    db.wantedProfile.count({ where: { shopId } }),
    db.lineFollowerCount.findUnique({ where: { shopId } }),
  ]);
  if (!sync) return null;
  const { state, reason, listed, added, startedAt, finishedAt } = sync;
  const { followers = null, blocks } = count ?? {};
  return {
    state: state as FollowerSyncState,
    reason: reason as FollowerSyncRefusal | null,
    listed,
    added,
    profilesLeft,
    expected: followers === null ? null : Math.max(listed, followers - (blocks ?? 0)),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
