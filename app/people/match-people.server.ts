import { Prisma } from "@prisma/client";
import type { PeopleFilter } from "./people-filter.ts";
import type { PersonCursor } from "./person-cursor.ts";
import type { SearchWord } from "./search-words.server.ts";

// Conditions on rows of `person`.

const IS_LINKED = Prisma.sql`(person.friend_id IS NOT NULL AND person.customer_id IS NOT NULL)`;
const IS_UNLINKED = Prisma.sql`(person.friend_id IS NULL OR person.customer_id IS NULL)`;

/** Conditions of a filter, of which the first has an index in the list's order, when it is `isOrdered`. */
export function filtered(filter: PeopleFilter): { isOrdered: boolean; conditions: Prisma.Sql[] } {
  const { link, follow, source, tagId, isFriend } = filter;
  const conditions: Prisma.Sql[] = [];
  if (source) conditions.push(Prisma.sql`person.source = ${source}`);
  if (follow && follow !== "none") conditions.push(Prisma.sql`person.follow_state = ${follow}`);
  if (follow === "none") conditions.push(Prisma.sql`person.follow_state IS NULL`);
  if (link === "linked") conditions.push(IS_LINKED);
  const isOrdered = conditions.length > 0;
  if (link === "unlinked") conditions.push(IS_UNLINKED);
  if (isFriend) conditions.push(Prisma.sql`person.friend_id IS NOT NULL`);
  if (tagId) {
    conditions.push(Prisma.sql`EXISTS (SELECT FROM friend_tag WHERE friend_tag.friend_id = person.friend_id
      AND friend_tag.tag_id = ${tagId}::uuid AND friend_tag.shop_id = person.shop_id)`);
  }
  return { isOrdered, conditions };
}

/** Every word is a part of what the person is found by. */
export function holding(words: SearchWord[]): Prisma.Sql[] {
  return words.map(({ ways }) =>
    anyOf(ways.map(({ folded }) => Prisma.sql`strpos(person.search, ${folded}) > 0`)),
  );
}

/** The same, asked of the index. Null when no word has two characters, nor one that is not ASCII. */
export function indexed(shopId: string, words: SearchWord[]): Prisma.Sql[] | null {
  const found = words
    .filter(({ ways }) => ways.length > 0 && ways.every(({ grams }) => grams.length > 0))
    .map(({ ways }) =>
      anyOf(
        ways.map(
          ({ grams }) => Prisma.sql`people_grams(person.shop_id, person.search) @> ${grams}::int[]`,
        ),
      ),
    );
  return found.length > 0 ? [Prisma.sql`person.shop_id = ${shopId}::uuid`, ...found] : null;
}

/** Behind a place in the list, or before it. */
export function beyond(cursor: PersonCursor | null, isBackwards: boolean): Prisma.Sql[] {
  if (!cursor) return [];
  const place = Prisma.sql`(${cursor.since}::timestamptz, ${cursor.id}::uuid)`;
  return isBackwards
    ? [Prisma.sql`(person.since, person.id) > ${place}`]
    : [Prisma.sql`(person.since, person.id) < ${place}`];
}

export function allOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`true`;
}

function anyOf(conditions: Prisma.Sql[]): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`false`;
  return Prisma.sql`(${Prisma.join(conditions, " OR ")})`;
}
