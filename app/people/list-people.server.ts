import type { ConsentKind, FollowState, FriendSource } from "#app/friends/friend.ts";
import type { LinkMethod } from "#app/linking/link-method.ts";
import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { findPeople, type FoundPerson } from "./find-people.server.ts";
import type { PeopleFilter } from "./people-filter.ts";
import { readCursor, writeCursor } from "./person-cursor.ts";

const PAGE_SIZE = 50;

export type ListedPerson = {
  /** The friend's id, or else the customer's */
  id: string;
  since: string;
  friend: {
    name: string | null;
    pictureUrl: string | null;
    followState: FollowState;
    source: FriendSource | null;
  } | null;
  customer: {
    /** The number in Shopify's admin addresses */
    number: string;
    name: string | null;
    email: string | null;
  } | null;
  link: { id: string; linkedAt: string; method: LinkMethod } | null;
  optOuts: ConsentKind[];
  tags: string[];
};

export type PeoplePage = {
  people: ListedPerson[];
  /** Cursors of the pages beside this one; null at the ends */
  before: string | null;
  after: string | null;
};

/** One page of a shop's people who match, newest first. */
export async function listPeople(options: {
  db: Db;
  shopId: string;
  filter: PeopleFilter;
  after: string | null;
  before: string | null;
}): Promise<PeoplePage> {
  const { db, shopId, filter } = options;
  const [after, before] = [readCursor(options.after), readCursor(options.before)];
  const isBackwards = before !== null && after === null;
  const cursor = after ?? before;
  const found = await findPeople({ db, shopId, filter, cursor, isBackwards, take: PAGE_SIZE + 1 });
  const page = found.slice(0, PAGE_SIZE);
  if (isBackwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const isMore = found.length > PAGE_SIZE;
  return {
    people: await readRows({ db, shopId, found: page }),
    before: first && (isBackwards ? isMore : cursor) ? writeCursor(first) : null,
    after: last && (isBackwards || isMore) ? writeCursor(last) : null,
  };
}

type Row = {
  id: string;
  since: Date;
  friendId: string | null;
  friendName: string | null;
  pictureUrl: string | null;
  followState: FollowState;
  source: FriendSource | null;
  customerGid: string | null;
  customerName: string | null;
  email: string | null;
  linkId: string | null;
  linkedAt: Date;
  method: LinkMethod;
  optOuts: ConsentKind[];
  tags: string[];
};

/** What the list shows of people, in the order in which they are given. */
async function readRows(options: {
  db: Db;
  shopId: string;
  found: FoundPerson[];
}): Promise<ListedPerson[]> {
  const { db, shopId, found } = options;
  const rows = await db.$queryRaw<Row[]>`
    SELECT person.id, person.since, friend.id AS "friendId", friend.display_name AS "friendName",
      friend.picture_url AS "pictureUrl", friend.follow_state AS "followState", friend.source,
      customer.shopify_gid AS "customerGid", customer.display_name AS "customerName", customer.email,
      link.id AS "linkId", link.linked_at AS "linkedAt", link.method,
      ARRAY(SELECT kind FROM opt_out WHERE opt_out.friend_id = friend.id ORDER BY kind) AS "optOuts",
      ARRAY(SELECT tag.name FROM friend_tag JOIN tag ON tag.id = friend_tag.tag_id
        WHERE friend_tag.friend_id = friend.id ORDER BY friend_tag.added_at, tag.name) AS tags
    FROM unnest(${found.map(({ id }) => id)}::uuid[]) WITH ORDINALITY AS found (id, place)
    JOIN person ON person.id = found.id AND person.shop_id = ${shopId}::uuid
    LEFT JOIN friend ON friend.id = person.friend_id
    LEFT JOIN customer ON customer.id = person.customer_id
    LEFT JOIN link ON link.friend_id = person.friend_id
    ORDER BY place`;
  return rows.map(toPerson);
}

function toPerson(row: Row): ListedPerson {
  const { id, linkId, followState, pictureUrl, source, customerGid } = row;
  return {
    id,
    since: row.since.toISOString(),
    friend: row.friendId ? { name: row.friendName, pictureUrl, followState, source } : null,
    customer: customerGid
      ? { number: gidNumber(customerGid), name: row.customerName, email: row.email }
      : null,
    link: linkId ? { id: linkId, linkedAt: row.linkedAt.toISOString(), method: row.method } : null,
    optOuts: row.optOuts,
    tags: row.tags,
  };
}
