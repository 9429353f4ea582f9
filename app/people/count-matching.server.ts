import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { allOf, filtered, holding, indexed } from "./match-people.server.ts";
import type { PeopleFilter } from "./people-filter.ts";
import type { PersonCursor } from "./person-cursor.ts";
import { readSearchWords } from "./search-words.server.ts";

/** How many people match and were known by then. It may look at all of them, so no page is drawn by it. */
export async function countMatching(options: {
  db: Db;
  shopId: string;
  filter: PeopleFilter;
  until: Pick<PersonCursor, "since">;
}): Promise<number> {
  const { db, shopId, filter, until } = options;
  const words = await readSearchWords({ db, shopId, search: filter.search });
  const conditions = [
    Prisma.sql`person.shop_id = ${shopId}::uuid AND person.since <= ${until.since}::timestamptz`,
    ...filtered(filter).conditions,
    ...(indexed(shopId, words) ?? []),
    ...holding(words),
  ];
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM person WHERE ${allOf(conditions)}`;
  return row?.count ?? 0;
}
