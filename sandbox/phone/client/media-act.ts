import type { PhoneAct } from "../../line/phone-acts.ts";
import { upload } from "./line-control.ts";

/** A file becomes the kind of message that LINE's app would send it as. */
export async function mediaAct(file: File): Promise<PhoneAct> {
  const id = await upload(file);
  const [kind] = file.type.split("/");
  if (kind === "image") return { type: "image", upload: id };
  if (kind === "video" || kind === "audio") {
    const duration = await durationOf(file, kind);
    return { type: kind, upload: id, ...(duration === undefined ? {} : { duration }) };
  }
  return { type: "file", upload: id, fileName: file.name };
}

/** Milliseconds; undefined for what this browser cannot play. */
function durationOf(file: File, kind: "video" | "audio"): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const player = document.createElement(kind);
  return new Promise<number | undefined>((resolve) => {
    player.onloadedmetadata = () =>
      resolve(Number.isFinite(player.duration) ? Math.round(player.duration * 1000) : undefined);
    player.onerror = () => resolve(undefined);
    player.src = url;
  }).finally(() => URL.revokeObjectURL(url));
}

const product = "5ac1bfd5040ab15980c9b435";
export const emojis = ["001", "002", "003", "004", "005", "006", "007", "008"].map((emojiId) => ({
  productId: product,
  emojiId,
  text: `(emoji ${emojiId})`,
}));

/** What was written, with where its LINE emoji stand. */
export function textAct(text: string, quoteToken: string | undefined): PhoneAct {
  const found = emojis.flatMap(({ text: word, productId, emojiId }) =>
    [...text.matchAll(new RegExp(word.replace(/[()]/g, "\\$&"), "g"))].map(({ index }) => ({
      index,
      length: word.length,
      productId,
      emojiId,
    })),
  );
  found.sort((a, b) => a.index - b.index);
  return {
    type: "text",
    text,
    ...(found.length > 0 ? { emojis: found } : {}),
    ...(quoteToken ? { quoteToken } : {}),
  };
}
