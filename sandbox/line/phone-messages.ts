import type { ContentStore, NewContent } from "./content-store.ts";
import type { ParsedAct } from "./phone-acts.ts";
import type { LineMessage } from "./state.ts";

/** The acts that put a message of the person's into the talk. */
export type SayingAct = Extract<
  ParsedAct,
  { type: "text" | "message" | "sticker" | "image" | "video" | "audio" | "file" | "location" }
>;

type MediaAct = Extract<SayingAct, { type: "image" | "video" | "audio" | "file" }>;

/** Kinds of a person's message that can be quoted, and so come with a quote token (LINE docs, "Get quote tokens"). */
export const QUOTABLE_BY_PERSON = new Set(["text", "sticker", "image", "video"]);

type Said =
  | { ok: true; message: LineMessage; content?: NewContent }
  | { ok: false; reason: "unknown-upload" | "emoji-outside-text" };

/** A message as LINE's webhook tells it, but for its id and tokens, and the bytes that LINE keeps of it. */
export function messageOf(
  done: SayingAct,
  contents: ContentStore,
  quotedMessageId: string | undefined,
): Said {
  const quote = quotedMessageId ? { quotedMessageId } : {};
  switch (done.type) {
    case "message":
      return { ok: true, message: { type: "text", text: done.text } };
    case "text": {
      const { text, emojis = [] } = done;
      if (emojis.some(({ index, length }) => index + length > text.length))
        return { ok: false, reason: "emoji-outside-text" };
      const listed = emojis.length > 0 ? { emojis } : {};
      return { ok: true, message: { type: "text", text, ...listed, ...quote } };
    }
    case "sticker": {
      const sticker = { ...done };
      delete sticker.quoteToken;
      return { ok: true, message: { ...sticker, ...quote } };
    }
    case "location":
      return { ok: true, message: done };
    case "image":
    case "video":
    case "audio":
    case "file":
      return mediaMessage(done, contents);
  }
}

function mediaMessage(done: MediaAct, contents: ContentStore): Said {
  const kept = bytesOf(done, contents);
  if (kept === undefined) return { ok: false, reason: "unknown-upload" };
  const provided = { contentProvider: { type: "line" } };
  const content = { kind: done.type, ...kept };
  switch (done.type) {
    case "image": {
      const set = done.imageSet ? { imageSet: done.imageSet } : {};
      return { ok: true, message: { type: "image", ...provided, ...set }, content };
    }
    case "video":
    case "audio": {
      const { type, duration, transcoding } = done;
      const length = duration === undefined ? {} : { duration };
      return {
        ok: true,
        message: { type, ...length, ...provided },
        content: transcoding ? { ...content, transcoding } : content,
      };
    }
    case "file": {
      const fileSize = kept.data?.length ?? 0;
      return { ok: true, message: { type: "file", fileName: done.fileName, fileSize }, content };
    }
  }
}

/** Undefined when the act names an upload that never was. */
function bytesOf(
  act: { base64?: string; upload?: string; contentType?: string },
  contents: ContentStore,
): { data?: Buffer; contentType?: string } | undefined {
  const typed = act.contentType ? { contentType: act.contentType } : {};
  if (act.upload !== undefined) {
    const uploaded = contents.uploaded(act.upload);
    return uploaded && { ...uploaded, ...typed };
  }
  return act.base64 === undefined ? typed : { data: Buffer.from(act.base64, "base64"), ...typed };
}
