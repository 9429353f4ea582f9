import { v7 as uuid } from "uuid";
import { seal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { replyTokenContext, replyTokensDeadBy } from "./reply-token.ts";

/** A token that came with what a friend did, and that nobody has used. */
export type NewReplyToken = {
  friendId: string;
  replyToken: string;
  /** Real time. */
  receivedAt: Date;
};

/**
 * Keeps reply tokens, sealed, for what the ledger sends to these friends within the next minute: one statement. What is
 * too old by now is left out.
 */
export async function keepReplyTokens(options: {
  db: Db;
  shopId: string;
  tokens: NewReplyToken[];
  realNow: Date;
}): Promise<void> {
  const { db, shopId, tokens, realNow } = options;
  const fresh = tokens.filter(({ receivedAt }) => receivedAt > replyTokensDeadBy(realNow));
  if (fresh.length === 0) return;
  await db.replyToken.createMany({
    data: fresh.map(({ friendId, replyToken, receivedAt }) => {
      const id = uuid();
      return { id, shopId, friendId, token: seal(replyToken, replyTokenContext(id)), receivedAt };
    }),
  });
}

/** Deletes the tokens that LINE takes no more, of all shops. */
export async function forgetReplyTokens(options: { db: Db; realNow: Date }): Promise<void> {
  const { db, realNow } = options;
  await db.replyToken.deleteMany({ where: { receivedAt: { lte: replyTokensDeadBy(realNow) } } });
}
