import { z } from "zod";

/** What the inbox reads of LINE's events: messages, edits and unsendings (LINE reference, "Webhook event objects"). */
const talkEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.enum(["message", "messageEdited"]),
    message: z.looseObject({
      id: z.string(),
      type: z.string(),
      text: z.string().optional(),
      quoteToken: z.string().optional(),
      quotedMessageId: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal("unsend"), unsend: z.object({ messageId: z.string() }) }),
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
    body: JSON.stringify(rest, (_, value: unknown) =>
      typeof value === "string" ? storable(value) : value,
    ),
    quoteToken: quoteToken ?? null,
    quotedLineMessageId: quotedMessageId ?? null,
  };
}

/** PostgreSQL holds neither NUL nor half a character. */
const storable = (words: string) => words.replaceAll("\0", "").toWellFormed();
