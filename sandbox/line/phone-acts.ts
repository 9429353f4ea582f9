import { z } from "zod";

/** Bytes come inside the act as base64, or were uploaded before (`POST /_sandbox/uploads`); without either they are made up. */
const bytes = {
  base64: z.string().optional(),
  upload: z.string().optional(),
  contentType: z.string().optional(),
};
/** `processing` stays so until it is set; left out, LINE is ready after a moment. */
export const transcodingSchema = z.enum(["processing", "succeeded", "failed"]);
const quoteToken = z.string().optional();

/** What a person can do in a talk. The limits are those of LINE's app. */
export const phoneActSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("follow") }),
  z.object({ type: z.literal("block") }),
  z.object({ type: z.literal("unblock") }),
  z.object({
    type: z.literal("text"),
    text: z.string().min(1).max(10_000),
    /** LINE emoji: which part of the text, in UTF-16 units, stands for which. */
    emojis: z
      .array(
        z.object({
          index: z.int().min(0),
          length: z.int().min(1),
          productId: z.string(),
          emojiId: z.string(),
        }),
      )
      .optional(),
    quoteToken,
  }),
  z.object({ type: z.literal("message"), text: z.string().min(1).max(300) }),
  z.object({
    type: z.literal("sticker"),
    packageId: z.string(),
    stickerId: z.string(),
    stickerResourceType: z.enum(["STATIC", "ANIMATION", "MESSAGE"]).default("STATIC"),
    keywords: z.array(z.string()).max(15).optional(),
    text: z.string().optional(),
    quoteToken,
  }),
  z.object({
    type: z.literal("image"),
    ...bytes,
    /** Several pictures that are sent at once share the id. */
    imageSet: z.object({ id: z.string(), index: z.int(), total: z.int() }).optional(),
  }),
  z.object({
    type: z.literal("video"),
    ...bytes,
    duration: z.int().optional(),
    transcoding: transcodingSchema.optional(),
  }),
  z.object({
    type: z.literal("audio"),
    ...bytes,
    duration: z.int().optional(),
    transcoding: transcodingSchema.optional(),
  }),
  z.object({ type: z.literal("file"), ...bytes, fileName: z.string().min(1) }),
  z.object({
    type: z.literal("location"),
    title: z.string().optional(),
    address: z.string().optional(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  z.object({
    type: z.literal("postback"),
    data: z.string().max(300),
    displayText: z.string().max(300).optional(),
    text: z.string().max(300).optional(),
    params: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ type: z.literal("unsend"), messageId: z.string() }),
  z.object({
    type: z.literal("edit"),
    messageId: z.string(),
    text: z.string().min(1).max(10_000),
  }),
]);
export type PhoneAct = z.input<typeof phoneActSchema>;
export type ParsedAct = z.output<typeof phoneActSchema>;
