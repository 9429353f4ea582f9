import { quotaState } from "#app/channels/channel.ts";
import { readReplySeconds } from "#app/messages/read-reply-seconds.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { ANSWER, type AnswerRefusal, UNDO_MS } from "./answer.ts";
import { findOpenBatch } from "./find-open-batch.server.ts";

export type AnswerCost =
  /** Free when it is sent within so many seconds, as of this moment. */
  | { outcome: "free"; secondsLeft: number }
  /** One message of the month's quota. `left`: what LINE's count leaves of it; null without a limit, or when not known. */
  | { outcome: "counted"; left: number | null }
  /** It would wait until there is quota again. */
  | { outcome: "quota_spent" }
  | {
      outcome: "refused";
      reason: Extract<
        AnswerRefusal,
        "not_found" | "blocked" | "not_reachable" | "not_connected" | "channel_refused"
      >;
    };

/**
 * What an answer that is sent at this moment would cost, or why there can be none: to be said before staff write. The
 * undo time is thought of: what is free is free though it goes five seconds later. So are answers that wait and will have
 * used the friend's reply tokens before.
 *
 * @param options.staffId who would write it: with what they wrote a moment ago it goes as one
 * @param options.realNow real time, by which LINE counts a reply token's minute
 */
export async function readAnswerCost(options: {
  db: Db;
  shopId: string;
  friendId: string;
  staffId: string | null;
  now: Date;
  realNow: Date;
}): Promise<AnswerCost> {
  const { db, shopId, friendId, realNow } = options;
  const refused = (reason: Extract<AnswerCost, { outcome: "refused" }>["reason"]): AnswerCost => ({
    outcome: "refused",
    reason,
  });
  const friend = await db.friend.findFirst({
    where: { id: friendId, shopId },
    include: { shop: { include: { channel: true } } },
  });
  if (!friend) return refused("not_found");
  const { shop } = friend;
  const { channel } = shop;
  if (!channel?.messagingChannelId || shop.uninstalledAt) return refused("not_connected");
  if (friend.followState === "blocked") return refused("blocked");
  if (channel.refusedReason) return refused("channel_refused");
  const taken = await countWaiting(options);
  const seconds = await readReplySeconds({ db, shopId, friendId, taken, realNow });
  const secondsLeft = seconds - UNDO_MS / 1_000;
  if (secondsLeft > 0) return { outcome: "free", secondsLeft };
  if (friend.followState !== "following") return refused("not_reachable");
  const { quotaLimit: limit, quotaUsed } = channel;
  const quota = quotaState({ limit, used: quotaUsed ?? 0 });
  if (channel.quotaSpentSince || quota.isSpent) return { outcome: "quota_spent" };
  return { outcome: "counted", left: quota.remaining };
}

/** Answers to the friend that will go before another one that is written now. */
async function countWaiting(options: {
  db: Db;
  shopId: string;
  friendId: string;
  staffId: string | null;
  now: Date;
}): Promise<number> {
  const { db, shopId, friendId, now } = options;
  const waiting = await db.send.count({
    where: {
      shopId,
      kind: ANSWER,
      friendId,
      state: { in: ["planned", "dispatching"] },
      attemptId: null,
      dueAt: { lte: new Date(now.getTime() + UNDO_MS) },
    },
  });
  const open = await findOpenBatch(options);
  return open && open.room > 0 ? waiting - 1 : waiting;
}
