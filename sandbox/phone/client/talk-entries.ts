import type { LineMessage } from "#app/ui/line-talk/line-message.ts";
import type { TalkEntry } from "#app/ui/line-talk/line-talk.tsx";
import type { TalkMessage } from "../../line/state.ts";
import { contentUrl } from "./line-control.ts";

/** The stand-in's messages as the drawing takes them; a picture that the person sent gets the address of its bytes. */
export function talkEntries(messages: readonly TalkMessage[]): TalkEntry[] {
  return messages.map((message) => {
    const { at, from, read } = message;
    const entry = { id: String(message.id), at, message: drawable(message) };
    return from === "bot" ? { ...entry, from } : { ...entry, from, isRead: read };
  });
}

function drawable(message: TalkMessage): LineMessage {
  if (message.from === "user" && message.message.type === "image") {
    const url = contentUrl(message);
    return { type: "image", originalContentUrl: url, previewImageUrl: url };
  }
  // The drawing copes with any shape and says so where it knows none.
  return message.message as LineMessage;
}
