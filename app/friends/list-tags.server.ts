import type { Db } from "#app/platform/db.server.ts";

export type ListedTag = { id: string; name: string; friendCount: number };

/** A shop's tags by name, with how many friends wear each. */
export async function listTags(options: { db: Db; shopId: string }): Promise<ListedTag[]> {
  const { db, shopId } = options;
  const [tags, counts] = await Promise.all([
    db.tag.findMany({
      where: { shopId },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
    // Prisma's own `_count` would count the tags of every shop.
    db.friendTag.groupBy({ by: ["tagId"], where: { shopId }, _count: true }),
  ]);
  const countOf = new Map(counts.map(({ tagId, _count }) => [tagId, _count]));
  return tags.map((tag) => ({ ...tag, friendCount: countOf.get(tag.id) ?? 0 }));
}
