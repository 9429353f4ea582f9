import type { SendState } from "#app/messages/send.ts";
import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { NOBODY, type PersonIds } from "./find-person.server.ts";
import { PERSON_READ } from "./note-people-read.server.ts";

/** The newest of each. */
const SHOWN = 20;

/** What happened with a person, newest first. */
export type PersonRecords = {
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
};

/** The newest records of a person. The number of statements is the same for everybody. */
export async function readPersonRecords(options: {
  db: Db;
  shopId: string;
  ids: PersonIds;
  customerGid: string | null;
}): Promise<PersonRecords> {
  const { db, shopId, ids } = options;
  const customerGid = options.customerGid ?? "";
  const [orders, checkouts, history] = await Promise.all([
    readOrders(db, shopId, customerGid),
    readCheckouts(db, shopId, customerGid),
    readHistory(db, shopId, [customerGid, ids.friendId, ids.customerId]),
  ]);
  const sends = await readSends(db, shopId, ids, checkouts);
  return { orders, checkouts, sends, history };
}

async function readOrders(
  db: Db,
  shopId: string,
  customerGid: string,
): Promise<PersonRecords["orders"]> {
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
): Promise<PersonRecords["checkouts"]> {
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
  checkouts: PersonRecords["checkouts"],
): Promise<PersonRecords["sends"]> {
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
): Promise<PersonRecords["history"]> {
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
