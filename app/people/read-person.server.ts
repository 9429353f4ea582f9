import type { ConsentKind, FollowState, FriendSource, OptOutVia } from "#app/friends/friend.ts";
import { listTagNames } from "#app/friends/list-tag-names.server.ts";
import type { LinkMethod } from "#app/linking/link-method.ts";
import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { findPerson, NOBODY, type PersonIds } from "./find-person.server.ts";
import { type PersonRecords, readPersonRecords } from "./read-person-records.server.ts";

type NamedTag = { id: string; name: string };

export type Person = PersonRecords & {
  /** The friend's id, or else the customer's: what the person's address ends with */
  id: string;
  friend: {
    id: string;
    name: string | null;
    pictureUrl: string | null;
    language: string | null;
    followState: FollowState;
    followChangedAt: string | null;
    source: FriendSource | null;
    since: string;
    tags: NamedTag[];
    optOuts: { kind: ConsentKind; via: OptOutVia; at: string }[];
  } | null;
  customer: {
    id: string;
    /** The number in Shopify's admin addresses */
    number: string;
    name: string | null;
    email: string | null;
    phone: string | null;
    tags: string[];
    numberOfOrders: number | null;
    amountSpent: number | null;
    lastOrderAt: string | null;
    since: string;
  } | null;
  link: {
    id: string;
    linkedAt: string;
    method: LinkMethod;
    reason: string | null;
    /** Who made it; null = no longer noted */
    actor: string | null;
  } | null;
  /** The shop's tags that the friend does not wear */
  otherTags: NamedTag[];
};

/** All that a person's page shows. The number of statements is the same for everybody. Null for nobody of this shop. */
export async function readPerson(options: {
  db: Db;
  shopId: string;
  id: string;
}): Promise<Person | null> {
  const { db, shopId } = options;
  const ids = await findPerson(options);
  if (!ids) return null;
  const [friend, customer, link, tags] = await Promise.all([
    readFriend(db, shopId, ids),
    readCustomer(db, shopId, ids),
    readLink(db, shopId, ids),
    listTagNames({ db, shopId }),
  ]);
  // Gone in this moment.
  if (!friend && !customer) return null;
  const records = await readPersonRecords({
    db,
    shopId,
    ids,
    customerGid: customer?.shopifyGid ?? null,
  });
  const worn = new Set(friend?.tags.map(({ id }) => id));
  return {
    id: ids.friendId ?? ids.customerId!,
    friend,
    customer: customer && customer.shown,
    link: link && {
      ...link,
      actor: records.history.find(({ action }) => action === "link.created")?.actor ?? null,
    },
    ...records,
    otherTags: tags.filter(({ id }) => !worn.has(id)),
  };
}

async function readFriend(db: Db, shopId: string, ids: PersonIds): Promise<Person["friend"]> {
  const friend = await db.friend.findFirst({
    where: { shopId, id: ids.friendId ?? NOBODY },
    select: {
      id: true,
      displayName: true,
      pictureUrl: true,
      language: true,
      followState: true,
      followChangedAt: true,
      source: true,
      createdAt: true,
    },
  });
  const of = { shopId, friendId: ids.friendId ?? NOBODY };
  const [worn, optOuts] = await Promise.all([
    db.friendTag.findMany({
      where: of,
      select: { tag: { select: { id: true, name: true } } },
      orderBy: { addedAt: "asc" },
    }),
    db.optOut.findMany({ where: of, orderBy: { kind: "asc" } }),
  ]);
  if (!friend) return null;
  const { displayName, followState, followChangedAt, source, createdAt, ...rest } = friend;
  return {
    ...rest,
    name: displayName,
    followState: followState as FollowState,
    followChangedAt: followChangedAt?.toISOString() ?? null,
    source: source as FriendSource | null,
    since: createdAt.toISOString(),
    tags: worn.map(({ tag }) => tag),
    optOuts: optOuts.map(({ kind, via, createdAt: at }) => ({
      kind: kind as ConsentKind,
      via: via as OptOutVia,
      at: at.toISOString(),
    })),
  };
}

async function readCustomer(db: Db, shopId: string, ids: PersonIds) {
  const customer = await db.customer.findFirst({
    where: { shopId, id: ids.customerId ?? NOBODY, deletedAt: null },
  });
  if (!customer) return null;
  const { id, shopifyGid, email, phone, tags, numberOfOrders } = customer;
  const shown: Person["customer"] = {
    id,
    number: gidNumber(shopifyGid),
    name: customer.displayName,
    email,
    phone,
    tags,
    numberOfOrders,
    amountSpent: customer.amountSpent && Number(customer.amountSpent),
    lastOrderAt: customer.lastOrderAt?.toISOString() ?? null,
    since: customer.createdAt.toISOString(),
  };
  return { shopifyGid, shown };
}

async function readLink(db: Db, shopId: string, ids: PersonIds) {
  const link = await db.link.findFirst({
    where: { shopId, friendId: ids.friendId ?? NOBODY },
    select: { id: true, linkedAt: true, method: true, reason: true },
  });
  return (
    link && { ...link, method: link.method as LinkMethod, linkedAt: link.linkedAt.toISOString() }
  );
}
