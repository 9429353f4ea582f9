import { v7 as uuid } from "uuid";
import { seal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { linkAnswerWanted } from "../linking-happenings.ts";
import { type LinkAnswerAbout, replyTokenContext } from "./account-link.ts";

/**
 * Notes that a friend is to be answered about linking, by the reply token of what they did. The answer goes out after the
 * transaction, once or not at all, and costs nothing.
 *
 * @param options.replyToken undefined for events without one: there is nothing to answer by then, and nothing is pushed
 */
export async function oweAnswer(options: {
  db: Db;
  shopId: string;
  friendId: string;
  about: LinkAnswerAbout;
  invitationId?: string;
  replyToken: string | undefined;
}): Promise<void> {
  const { db, shopId, friendId, about, invitationId, replyToken } = options;
  if (!replyToken) return;
  const id = uuid();
  await db.linkAnswer.create({
    data: {
      id,
      shopId,
      friendId,
      about,
      invitationId,
      replyToken: seal(replyToken, replyTokenContext(id)),
    },
  });
  await enqueue(db, linkAnswerWanted, { shopId, answerId: id }, { maxAttempts: 3 });
}
