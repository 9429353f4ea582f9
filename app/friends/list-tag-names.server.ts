import type { Db } from "#app/platform/db.server.ts";

/** A shop's tags by name. */
export async function listTagNames(options: {
  db: Db;
  shopId: string;
}): Promise<{ id: string; name: string }[]> {
  const { db, shopId } = options;
  return db.tag.findMany({
    where: { shopId },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}
