import { v7 as uuid } from "uuid";
import { z } from "zod";
import { planSends } from "#app/messages/plan-sends.server.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { LINK_INVITE } from "./link-invitation.ts";
import { invitationsWanted } from "./linking-happenings.ts";

/** What somebody was asked lately they are not asked again: a second click, or a second list with the same people. */
const QUIET_MS = 24 * 60 * 60_000;
/** A night, a weekend, a spent quota: later nobody knows any more what the message is about. */
const VALID_MS = 3 * 24 * 60 * 60_000;
/** So many are planned by one statement and one commit. */
const AT_ONCE = 1_000;

export type Invited =
  | {
      outcome: "invited";
      invitationId: string;
      /** How many sends were planned by now; null while a job plans them (everybody who is not linked) */
      planned: number | null;
    }
  /**
   * - `not_connected`: the shop has no LINE channel
   * - `no_webhook`: another tool has LINE's webhook, so nobody would hear of a tap
   * - `nobody`: none of them is unlinked, following, willing to hear from the shop and not asked within a day
   */
  | { outcome: "refused"; reason: "not_connected" | "no_webhook" | "nobody" };

/**
 * Sends friends who are not linked a message with a button that begins to link. Each gets it at most once per invitation,
 * and at most one in 24 hours. Sent through the ledger, as marketing: who blocked or opted out gets none.
 *
 * @param options.friendIds ids that are not the shop's, are linked or do not follow are passed over; `all_unlinked` is
 *   planned by a job, in batches
 * @param options.actor `staff:<id>`, for the audit log
 */
export async function inviteToLink(options: {
  db: Database;
  shopId: string;
  friendIds: string[] | "all_unlinked";
  actor: string;
  now: Date;
}): Promise<Invited> {
  const { db, shopId, friendIds, actor, now } = options;
  const channel = await db.channel.findUnique({ where: { shopId } });
  if (!channel?.messagingChannelId) return { outcome: "refused", reason: "not_connected" };
  if (channel.webhookMode !== "own") return { outcome: "refused", reason: "no_webhook" };
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, [inviteLock(shopId)]);
    const invitationId = uuid();
    const isForAll = friendIds === "all_unlinked";
    const chosen = isForAll ? null : friendIds.filter((id) => z.uuid().safeParse(id).success);
    const asked = await findInvitable({
      db: tx,
      shopId,
      friendIds: chosen,
      after: null,
      limit: chosen?.length ?? 1,
      now,
    });
    if (asked.length === 0) return { outcome: "refused", reason: "nobody" };
    const data = { id: invitationId, shopId, actor, createdAt: now };
    await tx.linkInvitation.create({
      data: isForAll ? data : { ...data, planned: asked.length, plannedAt: now },
    });
    await tx.auditEntry.create({
      data: {
        shopId,
        actor,
        action: "link-invitation.sent",
        subject: invitationId,
        createdAt: now,
      },
    });
    if (isForAll) {
      const key = `invite:${invitationId}`;
      await enqueue(tx, invitationsWanted, { shopId, invitationId }, { key });
      return { outcome: "invited", invitationId, planned: null };
    }
    await plan({ db: tx, shopId, invitationId, friendIds: asked, now });
    return { outcome: "invited", invitationId, planned: asked.length };
  });
}

/**
 * Plans an invitation to everybody, a batch a transaction: what was planned stays so when the process ends, and goes on
 * from there.
 */
export async function planInvitations(options: {
  db: Database;
  shopId: string;
  invitationId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, invitationId, now } = options;
  for (let isDone = false; !isDone;) {
    isDone = await db.$transaction(async (tx) => {
      await lockUntilCommit(tx, [inviteLock(shopId)]);
      const invitation = await tx.linkInvitation.findFirst({ where: { id: invitationId, shopId } });
      if (!invitation || invitation.plannedAt) return true;
      const after = invitation.cursor;
      const asked = await findInvitable({
        db: tx,
        shopId,
        friendIds: null,
        after,
        limit: AT_ONCE,
        now,
      });
      await plan({ db: tx, shopId, invitationId, friendIds: asked, now });
      const isLast = asked.length < AT_ONCE;
      await tx.linkInvitation.update({
        where: { id: invitationId, shopId },
        data: {
          planned: { increment: asked.length },
          cursor: asked.at(-1) ?? after,
          plannedAt: isLast ? now : null,
        },
      });
      return isLast;
    });
  }
}

/** Two who invite at the same moment would not see each other's sends. */
const inviteLock = (shopId: string) => `${shopId} link-invite`;

/** Friends of the shop, by id, who may be invited: following, not linked, not opted out, not invited within a day. */
async function findInvitable(options: {
  db: Db;
  shopId: string;
  friendIds: string[] | null;
  after: string | null;
  limit: number;
  now: Date;
}): Promise<string[]> {
  const { db, shopId, friendIds, after, limit, now } = options;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT friend.id FROM friend
    JOIN channel ON channel.id = friend.channel_id AND channel.messaging_channel_id IS NOT NULL
    WHERE friend.shop_id = ${shopId}::uuid AND friend.follow_state = 'following'
      AND (${friendIds === null} OR friend.id = ANY(${friendIds ?? []}::uuid[]))
      AND friend.id > ${after ?? NO_ID}::uuid
      AND NOT EXISTS (SELECT FROM link WHERE link.friend_id = friend.id)
      AND NOT EXISTS (SELECT FROM opt_out WHERE opt_out.friend_id = friend.id AND opt_out.kind = 'marketing')
      AND NOT EXISTS (
        SELECT FROM send WHERE send.friend_id = friend.id AND send.kind = ${LINK_INVITE}
          AND send.created_at > ${new Date(now.getTime() - QUIET_MS)}
          AND send.state NOT IN ('skipped', 'rejected', 'expired', 'superseded'))
    ORDER BY friend.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

const NO_ID = "00000000-0000-0000-0000-000000000000";

function plan(options: {
  db: Db;
  shopId: string;
  invitationId: string;
  friendIds: string[];
  now: Date;
}): Promise<number> {
  const { db, shopId, invitationId, friendIds, now } = options;
  return planSends({
    db,
    sends: friendIds.map((friendId) => ({
      shopId,
      kind: LINK_INVITE,
      cause: `${LINK_INVITE}:${invitationId}:${friendId}`,
      subjectId: invitationId,
      partId: null,
      friendId,
      dueAt: now,
      validUntil: new Date(now.getTime() + VALID_MS),
      createdAt: now,
    })),
  });
}
