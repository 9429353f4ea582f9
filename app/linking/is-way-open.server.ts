import type { Db } from "#app/platform/db.server.ts";
import { isClosable, type LinkMethod } from "./link-method.ts";

/**
 * Whether the merchant lets people link by this way. Staff may always tie by hand and take over from another tool. Asked
 * at the entry of a way: who is on the way already comes to its end.
 */
export async function isWayOpen(options: {
  db: Db;
  shopId: string;
  method: LinkMethod;
}): Promise<boolean> {
  const { db, shopId, method } = options;
  if (!isClosable(method)) return true;
  const settings = await db.linkSettings.findUnique({
    where: { shopId },
    select: { closedWays: true },
  });
  return !settings?.closedWays.includes(method);
}
