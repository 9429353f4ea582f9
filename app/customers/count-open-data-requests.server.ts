import type { Db } from "#app/platform/db.server.ts";

/** How many customers who asked what is held about them wait for the merchant's answer. */
export async function countOpenDataRequests(options: { db: Db; shopId: string }): Promise<number> {
  const { db, shopId } = options;
  return db.dataRequest.count({ where: { shopId, answeredAt: null } });
}
