import type { Db } from "#app/platform/db.server.ts";

export type PeopleCounts = {
  /** Who follows the account, as far as LINE has told us: not those from before the app */
  friends: number;
  linked: number;
  blocked: number;
};

/** How many people the shop knows. */
export async function countPeople(options: { db: Db; shopId: string }): Promise<PeopleCounts> {
  const { db, shopId } = options;
  const [friends, linked, blocked] = await Promise.all([
    db.friend.count({ where: { shopId, followState: "following" } }),
    db.link.count({ where: { shopId } }),
    db.friend.count({ where: { shopId, followState: "blocked" } }),
  ]);
  return { friends, linked, blocked };
}
