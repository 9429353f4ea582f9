import type { Db } from "#app/platform/db.server.ts";
import { REPLY_TOKEN_LIFE_MS, replyTokensDeadBy } from "./reply-token.ts";

/**
 * Seconds from now within which one more send to this friend may still go by reply.
 *
 * @param options.taken how many of the friend's tokens, the newest first, sends that wait will have used before
 * @returns 0 when there is no token for it
 */
export async function readReplySeconds(options: {
  db: Db;
  shopId: string;
  friendId: string;
  taken: number;
  realNow: Date;
}): Promise<number> {
  const { db, shopId, friendId, taken, realNow } = options;
  const token = await db.replyToken.findFirst({
    where: { shopId, friendId, usedAt: null, receivedAt: { gt: replyTokensDeadBy(realNow) } },
    orderBy: { receivedAt: "desc" },
    skip: taken,
    select: { receivedAt: true },
  });
  if (!token) return 0;
  const age = realNow.getTime() - token.receivedAt.getTime();
  return Math.floor((REPLY_TOKEN_LIFE_MS - age) / 1_000);
}
