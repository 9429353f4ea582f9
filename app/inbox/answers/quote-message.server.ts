import { z } from "zod";
import type { LineMessage } from "#app/line/line-message.ts";
import type { Db } from "#app/platform/db.server.ts";

/** Kinds that can quote (LINE reference, "Text message", "Text message (v2)" and "Sticker"). */
const QUOTING = ["text", "textV2", "sticker"];

/** The column `send_attempt.sent_messages`; one that is not of this shape is passed over. */
const sentMessages = z
  .array(z.object({ id: z.string(), quoteToken: z.string().optional() }))
  .catch([]);

/**
 * Has the first message that can quote what was said in this talk: by the friend, or by the shop through Musubi.
 *
 * @returns the messages; null when the talk has no such message, it was unsent, or LINE gave no token to quote it
 */
export async function quoteMessage(options: {
  db: Db;
  shopId: string;
  friendId: string;
  messages: LineMessage[];
  quotedMessageId?: string;
}): Promise<LineMessage[] | null> {
  const { messages, quotedMessageId } = options;
  if (quotedMessageId === undefined) return messages;
  const place = messages.findIndex(({ type }) => QUOTING.includes(type));
  const quoteToken = await findQuoteToken({ ...options, quotedMessageId });
  if (place === -1 || !quoteToken) return null;
  return messages.with(place, { ...messages[place]!, quoteToken } as LineMessage);
}

async function findQuoteToken(options: {
  db: Db;
  shopId: string;
  friendId: string;
  quotedMessageId: string;
}): Promise<string | null> {
  const { db, shopId, friendId, quotedMessageId } = options;
  const ours = await db.send.findFirst({
    where: {
      shopId,
      friendId,
      attempt: { sentMessages: { array_contains: [{ id: quotedMessageId }] } },
    },
    select: { attempt: { select: { sentMessages: true } } },
  });
  const sent = sentMessages.parse(ours?.attempt?.sentMessages ?? []);
  return sent.find(({ id }) => id === quotedMessageId)?.quoteToken ?? null;
}
