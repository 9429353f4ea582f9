import { z } from "zod";
import { storable, storableJson } from "#app/platform/storable.ts";

/** LINE's ids of messages are digits (LINE reference, "Message event"); an event with another is none that we know. */
const messageId = z.string().regex(/^\d{1,32}$/);
/** Of LINE's making: whatever else stands there cannot be quoted. */
const quoteToken = z
  .string()
  .regex(/^[\x21-\x7e]{1,512}$/)
  .optional()
  .catch(undefined);

/** What the inbox reads of LINE's events: messages, edits and unsendings (LINE reference, "Webhook event objects"). */
const talkEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.enum(["message", "messageEdited"]),
    message: z.looseObject({
      id: messageId,
      type: z.string().regex(/^\w{1,32}$/),
      text: z.string().optional(),
      quoteToken,
      quotedMessageId: messageId.optional().catch(undefined),
    }),
  }),
  z.object({ type: z.literal("unsend"), unsend: z.object({ messageId }) }),
]);

/** What one event says in a talk. */
export type TalkTold = {
  says: "message" | "messageEdited" | "unsend";
  lineMessageId: string;
  kind: string;
  text: string | null;
  /** JSON */
  body: string | null;
  quoteToken: string | null;
  quotedLineMessageId: string | null;
};

/** @returns null for what is no part of a talk */
export function readTalkEvent(event: unknown): TalkTold | null {
  const { data } = talkEvent.safeParse(event);
  if (!data) return null;
  if (data.type === "unsend") {
    const nothing = { text: null, body: null, quoteToken: null, quotedLineMessageId: null };
    return { says: "unsend", lineMessageId: data.unsend.messageId, kind: "unsent", ...nothing };
  }
  const { id, type, text, quoteToken, quotedMessageId, ...rest } = data.message;
  return {
    says: data.type,
    lineMessageId: id,
    kind: type,
    text: text === undefined ? null : storable(text),
    body: JSON.stringify(storableJson(rest)),
    quoteToken: quoteToken ?? null,
    quotedLineMessageId: quotedMessageId ?? null,
  };
}
