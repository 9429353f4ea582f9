import type { Prisma } from "@prisma/client";
import type { ConsentKind, FollowState } from "#app/friends/friend.ts";
import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { readCursor, writeCursor } from "./people-cursor.ts";

const PAGE_SIZE = 50;
/** A longer search finds nothing that a shorter one would not; it only costs. */
const MAX_SEARCH = 100;

export type LinkedPerson = {
  linkId: string;
  linkedAt: string;
  friendName: string | null;
  pictureUrl: string | null;
  followState: FollowState;
  customerName: string | null;
  customerEmail: string | null;
  /** The number in Shopify's admin addresses */
  customerNumber: string;
  optOuts: ConsentKind[];
  tags: string[];
};

export type LinkedPeople = {
  people: LinkedPerson[];
  /** Cursors of the pages beside this one; null at the ends */
  before: string | null;
  after: string | null;
};

/**
 * One page of a shop's linked people, newest first. Each word of the search has to be part of the LINE name, the
 * customer's name or e-mail, upper or lower case alike.
 */
export async function listLinkedPeople(options: {
  db: Db;
  shopId: string;
  search: string;
  after: string | null;
  before: string | null;
}): Promise<LinkedPeople> {
  const { db, shopId } = options;
  const [after, before] = [readCursor(options.after), readCursor(options.before)];
  const isBackwards = before !== null && after === null;
  const cursor = after ?? before;
  const order = isBackwards ? "asc" : "desc";
  const links = await db.link.findMany({
    where: { shopId, AND: [...searched(options.search), ...beyond(cursor, isBackwards)] },
    include: {
      customer: true,
      friend: {
        include: { optOuts: true, tags: { include: { tag: true }, orderBy: { addedAt: "asc" } } },
      },
    },
    orderBy: [{ linkedAt: order }, { id: order }],
    take: PAGE_SIZE + 1,
  });
  const page = links.slice(0, PAGE_SIZE);
  if (isBackwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const isMore = links.length > PAGE_SIZE;
  return {
    people: page.map(toPerson),
    before: first && (isBackwards ? isMore : cursor) ? cursorOf(first) : null,
    after: last && (isBackwards || isMore) ? cursorOf(last) : null,
  };
}

function cursorOf(link: { linkedAt: Date; id: string }): string {
  return writeCursor({ linkedAt: link.linkedAt, linkId: link.id });
}

function searched(search: string): Prisma.LinkWhereInput[] {
  const words = search
    .slice(0, MAX_SEARCH)
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean);
  return words.map((word) => {
    // Prisma hands these on to LIKE as they are.
    const contains = word.replace(/[\\%_]/g, "\\$&");
    const part = { contains, mode: "insensitive" as const };
    return {
      OR: [
        { friend: { displayName: part } },
        { customer: { displayName: part } },
        { customer: { email: part } },
      ],
    };
  });
}

function beyond(
  cursor: ReturnType<typeof readCursor>,
  isBackwards: boolean,
): Prisma.LinkWhereInput[] {
  if (!cursor) return [];
  const than = (value: Date | string) => (isBackwards ? { gt: value } : { lt: value });
  return [
    {
      OR: [
        { linkedAt: than(cursor.linkedAt) },
        { linkedAt: cursor.linkedAt, id: than(cursor.linkId) as Prisma.UuidFilter },
      ],
    },
  ];
}

type Row = Prisma.LinkGetPayload<{
  include: {
    customer: true;
    friend: { include: { optOuts: true; tags: { include: { tag: true } } } };
  };
}>;

function toPerson({ id, linkedAt, customer, friend }: Row): LinkedPerson {
  return {
    linkId: id,
    linkedAt: linkedAt.toISOString(),
    friendName: friend.displayName,
    pictureUrl: friend.pictureUrl,
    followState: friend.followState as FollowState,
    customerName: customer.displayName,
    customerEmail: customer.email,
    customerNumber: gidNumber(customer.shopifyGid),
    optOuts: friend.optOuts.map((optOut) => optOut.kind as ConsentKind).sort(),
    tags: friend.tags.map(({ tag }) => tag.name),
  };
}
