import type { ConsentKind, FollowState } from "#app/friends/friend.ts";
import type { LinkMethod } from "#app/linking/link-method.ts";
import type { SendState } from "#app/messages/send.ts";
import type { Db } from "#app/platform/db.server.ts";
import { notePersonRead } from "./note-people-read.server.ts";

/** Sends that the block has room for. */
const SHOWN = 3;

/** What the customer's page in Shopify's admin shows of LINE. */
export type AdminCustomer = {
  /** What the person's address in the app ends with; null while Shopify has not told us of the customer */
  personId: string | null;
  line: {
    name: string | null;
    followState: FollowState;
    linkedAt: string;
    method: LinkMethod;
    optOuts: ConsentKind[];
  } | null;
  /** The newest messages to them */
  sends: { id: string; kind: string; state: SendState; at: string }[];
};

/** The LINE side of one of the shop's customers, for staff. It is noted that it was read. */
export async function readAdminCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  actor: string;
  now: Date;
}): Promise<AdminCustomer> {
  const { db, shopId, customerGid, actor, now } = options;
  const customer = await db.customer.findFirst({
    where: { shopId, shopifyGid: customerGid, deletedAt: null },
    include: { link: { include: { friend: { include: { optOuts: true } } } } },
  });
  if (!customer) return { personId: null, line: null, sends: [] };
  const { link } = customer;
  await notePersonRead({ db, shopId, actor, subject: customerGid, now });
  if (!link) return { personId: customer.id, line: null, sends: [] };
  const { friend } = link;
  const sends = await db.send.findMany({
    where: { shopId, friendId: friend.id },
    orderBy: { dueAt: "desc" },
    take: SHOWN,
    select: { id: true, kind: true, state: true, dueAt: true, acceptedAt: true },
  });
  return {
    personId: friend.id,
    line: {
      name: friend.displayName,
      followState: friend.followState as FollowState,
      linkedAt: link.linkedAt.toISOString(),
      method: link.method as LinkMethod,
      optOuts: friend.optOuts.map(({ kind }) => kind as ConsentKind),
    },
    sends: sends.map(({ id, kind, state, dueAt, acceptedAt }) => ({
      id,
      kind,
      state: state as SendState,
      at: (acceptedAt ?? dueAt).toISOString(),
    })),
  };
}
