import type { Db } from "#app/platform/db.server.ts";

export type PeopleCounts = {
  /** Who follows the account, as far as LINE has told us: not those from before the app, and nobody who blocked it */
  friends: number;
  linked: number;
  blocked: number;
};

/**
 * How many people the shop knows. Exact as of now: whatever changes a friend or a tie adds to the counts in the same
 * transaction (app/people/README.md), so that this is a sum of some rows and not a look at a million.
 */
export async function countPeople(options: { db: Db; shopId: string }): Promise<PeopleCounts> {
  const { db, shopId } = options;
  const { _sum: sum } = await db.peopleCount.aggregate({
    where: { shopId },
    _sum: { friends: true, linked: true, blocked: true },
  });
  return { friends: sum.friends ?? 0, linked: sum.linked ?? 0, blocked: sum.blocked ?? 0 };
}
