import type { Db } from "#app/platform/db.server.ts";

export type FollowerNumbers = {
  /** The last day that is counted, `yyyy-mm-dd` in Japan's time */
  day: string;
  /** How often somebody added the account for the first time: LINE never takes one off */
  followers: number;
  /** Who blocks the account at present */
  blocks: number;
  /** Whom a message by age, gender or region can reach */
  targetedReaches: number;
  /** Followers less those who block: what our count of friends is to be compared with */
  friends: number;
};

/**
 * LINE's own count of an account's followers, as last read; null until LINE has told one.
 *
 * It differs from ours: LINE keeps those in it who left LINE, is a day old, and knows everybody from before the app; we
 * know who has followed, written, tapped or logged in since, and whom the list of followers named.
 */
export async function readFollowerNumbers(options: {
  db: Db;
  shopId: string;
}): Promise<FollowerNumbers | null> {
  const { db, shopId } = options;
  const count = await db.lineFollowerCount.findUnique({ where: { shopId } });
  if (!count?.day || count.followers === null) return null;
  const { day, followers, blocks, targetedReaches } = count;
  return {
    day: day.toISOString().slice(0, 10),
    followers,
    blocks: blocks ?? 0,
    targetedReaches: targetedReaches ?? 0,
    friends: Math.max(0, followers - (blocks ?? 0)),
  };
}
