import type { ConsentKind, FollowState, FriendSource, OptOutVia } from "#app/friends/friend.ts";
import { listTagNames } from "#app/friends/list-tag-names.server.ts";
import type { LinkMethod } from "#app/linking/link-method.ts";
import type { SendState } from "#app/messages/send.ts";
import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { findPerson, type PersonIds } from "./find-person.server.ts";

/** The audit log's word for opening the page. */
export const PERSON_READ = "person.read";

/** The newest of each. */
const SHOWN = 20;

type NamedTag = { id: string; name: string };

export type Person = {
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
  orders: {
    id: string;
    name: string | null;
    number: string;
    at: string;
    total: number;
    refunded: number;
    currency: string;
    isCancelled: boolean;
  }[];
  checkouts: {
    id: string;
    name: string | null;
    at: string;
    total: number;
    currency: string;
    itemCount: number;
    completedAt: string | null;
  }[];
  sends: {
    id: string;
    kind: string;
    state: SendState;
    reason: string | null;
    dueAt: string;
    acceptedAt: string | null;
  }[];
  history: { id: string; actor: string; action: string; reason: string | null; at: string }[];
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
  const gid = customer?.shopifyGid ?? "";
  const [orders, checkouts, audit] = await Promise.all([
    readOrders(db, shopId, gid),
    readCheckouts(db, shopId, gid),
    readHistory(db, shopId, [gid, ids.friendId, ids.customerId]),
  ]);
  const worn = new Set(friend?.tags.map(({ id }) => id));
  return {
    id: ids.friendId ?? ids.customerId!,
    friend,
    customer: customer && customer.shown,
    link: link && {
      ...link,
      actor: audit.find(({ action }) => action === "link.created")?.actor ?? null,
    },
    orders,
    checkouts,
    sends: await readSends(db, shopId, ids, checkouts),
    history: audit,
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

/** An id that nobody has: what is not there is asked for as well, so that everybody's page costs the same. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

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

async function readOrders(db: Db, shopId: string, customerGid: string): Promise<Person["orders"]> {
  const orders = await db.order.findMany({
    where: { shopId, customerGid },
    orderBy: { shopifyCreatedAt: "desc" },
    take: SHOWN,
  });
  return orders.map((order) => ({
    id: order.id,
    name: order.name,
    number: gidNumber(order.shopifyGid),
    at: order.shopifyCreatedAt.toISOString(),
    total: Number(order.totalPrice),
    refunded: Number(order.refunded),
    currency: order.currency,
    isCancelled: order.cancelledAt !== null,
  }));
}

async function readCheckouts(
  db: Db,
  shopId: string,
  customerGid: string,
): Promise<Person["checkouts"]> {
  const checkouts = await db.checkout.findMany({
    where: { shopId, customerGid, deletedAt: null },
    orderBy: { shopifyCreatedAt: "desc" },
    take: SHOWN,
  });
  return checkouts.map(({ id, name, currency, itemCount, ...checkout }) => ({
    id,
    name,
    at: checkout.shopifyCreatedAt.toISOString(),
    total: Number(checkout.totalPrice),
    currency,
    itemCount,
    completedAt: checkout.completedAt?.toISOString() ?? null,
  }));
}

/** What was sent to the friend, and what is planned about the customer's checkouts: its friend is known when it is due. */
async function readSends(
  db: Db,
  shopId: string,
  { friendId }: PersonIds,
  checkouts: Person["checkouts"],
): Promise<Person["sends"]> {
  const sends = await db.send.findMany({
    where: {
      shopId,
      OR: [
        { friendId: friendId ?? NOBODY },
        { friendId: null, subjectId: { in: checkouts.map(({ id }) => id) } },
      ],
    },
    orderBy: [{ dueAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    select: { id: true, kind: true, state: true, reason: true, dueAt: true, acceptedAt: true },
  });
  return sends.map(({ dueAt, acceptedAt, state, ...send }) => ({
    ...send,
    state: state as SendState,
    dueAt: dueAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
  }));
}

async function readHistory(
  db: Db,
  shopId: string,
  subjects: (string | null)[],
): Promise<Person["history"]> {
  const entries = await db.auditEntry.findMany({
    // Who looked is in the log, and would leave no room for what was done.
    where: {
      shopId,
      subject: { in: subjects.flatMap((subject) => subject || []) },
      action: { not: PERSON_READ },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    select: { id: true, actor: true, action: true, reason: true, createdAt: true },
  });
  return entries.map(({ createdAt, ...entry }) => ({ ...entry, at: createdAt.toISOString() }));
}
