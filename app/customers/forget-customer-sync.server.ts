import type { Db } from "#app/platform/db.server.ts";

/** Forgets how far the mirror of a shop's customers is: when the shop comes back, nobody has told what changed meanwhile. */
export async function forgetCustomerSync(options: { db: Db; shopId: string }): Promise<void> {
  const { db, shopId } = options;
  await db.customerSync.deleteMany({ where: { shopId } });
}
