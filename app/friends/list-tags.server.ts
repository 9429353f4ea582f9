import type { Db } from "#app/platform/db.server.ts";

export type ListedTag = { id: string; name: string; friendCount: number };

/** A shop's tags by name, with how many friends wear each. */
export async function listTags(options: { db: Db; shopId: string }): Promise<ListedTag[]> {
  const tags = await options.db.tag.findMany({
    where: { shopId: options.shopId },
    orderBy: { name: "asc" },
    include: { _count: { select: { friends: true } } },
  });
  return tags.map(({ id, name, _count }) => ({ id, name, friendCount: _count.friends }));
}
