import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { allOf, beyond, filtered, holding, indexed } from "./match-people.server.ts";
import type { PeopleFilter } from "./people-filter.ts";
import type { PersonCursor } from "./person-cursor.ts";
import { readSearchWords } from "./search-words.server.ts";

/** So many are looked through in the list's order before the index of what is rare is asked: some 10 ms. */
const LOOKED_THROUGH = 10_000;
/** Each is looked up among the tagged friends. */
const LOOKED_UP = 4_000;

export type FoundPerson = { id: string; since: Date; friendId: string | null };

type Sought = {
  db: Db;
  shopId: string;
  filter: PeopleFilter;
  cursor: PersonCursor | null;
  /** Towards the newer ones, who then come oldest first */
  isBackwards?: boolean;
  take: number;
};

/**
 * The next people of a shop's list who match, newest first.
 *
 * What is common is found soon by going through the list; what is rare, by its own index, and sorted. Which of the two
 * it is shows itself: first some thousands of the list are gone through, and when they do not hold enough, the index is
 * asked. So neither a common word nor a rare one is left to the planner's guess, which takes the letters of a word for
 * independent of each other. At most three statements.
 */
export async function findPeople(options: Sought): Promise<FoundPerson[]> {
  const { db, shopId, filter, cursor, isBackwards = false, take } = options;
  const words = await readSearchWords({ db, shopId, search: filter.search });
  const { isOrdered, conditions } = filtered(filter);
  const here = [Prisma.sql`person.shop_id = ${shopId}::uuid`, ...beyond(cursor, isBackwards)];
  const order = isBackwards ? Prisma.sql`since, id` : Prisma.sql`since DESC, id DESC`;
  const inOrder = isOrdered ? conditions.slice(0, 1) : [];
  const others = [...(isOrdered ? conditions.slice(1) : conditions), ...holding(words)];
  if (others.length === 0) {
    return db.$queryRaw`
      SELECT id, since, friend_id AS "friendId" FROM person WHERE ${allOf([...here, ...inOrder])}
      ORDER BY ${order} LIMIT ${take}`;
  }
  const few = filter.tagId ? LOOKED_UP : LOOKED_THROUGH;
  const near = await db.$queryRaw<FoundPerson[]>`
    SELECT id, since, friend_id AS "friendId" FROM (
      SELECT * FROM person WHERE ${allOf([...here, ...inOrder])} ORDER BY ${order} LIMIT ${Math.max(few, take)}
    ) AS person
    WHERE ${allOf(others)} ORDER BY ${order} LIMIT ${take}`;
  if (near.length === take) return near;

  const byIndex = indexed(shopId, words);
  const all = allOf([...here, ...conditions, ...holding(words)]);
  if (byIndex) {
    return db.$queryRaw`
      WITH found AS MATERIALIZED (
        SELECT id, since, friend_id AS "friendId" FROM person WHERE ${allOf([...byIndex, all])}
      )
      SELECT * FROM found ORDER BY ${order} LIMIT ${take}`;
  }
  if (filter.tagId) {
    return db.$queryRaw`
      WITH person AS MATERIALIZED (
        SELECT person.* FROM friend_tag AS worn JOIN person ON person.id = worn.friend_id
        WHERE worn.tag_id = ${filter.tagId}::uuid AND worn.shop_id = ${shopId}::uuid
      )
      SELECT id, since, friend_id AS "friendId" FROM person WHERE ${all} ORDER BY ${order} LIMIT ${take}`;
  }
  return db.$queryRaw`
    SELECT id, since, friend_id AS "friendId" FROM person WHERE ${all} ORDER BY ${order} LIMIT ${take}`;
}
