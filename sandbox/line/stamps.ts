import { createHash } from "node:crypto";

/** Some of LINE's list of stickers that a bot may send (LINE docs, "List of available stickers"): ids from first to last. */
export const sendableStickers = [
  { packageId: "446", title: "Moon", first: 1988, last: 2027 },
  { packageId: "789", title: "Sally", first: 10855, last: 10894 },
  { packageId: "11537", title: "Brown & Cony & Sally", first: 52002734, last: 52002773 },
  { packageId: "11538", title: "Choco & Friends", first: 51626494, last: 51626533 },
];

/** Some of LINE's list of emoji that a bot may send (LINE docs, "List of available LINE emojis"). */
export const sendableEmojis = [
  { productId: "5ac1bfd5040ab15980c9b435", first: 1, last: 40 },
  { productId: "5ac21a8c040ab15980c9b43f", first: 1, last: 40 },
];

const SKINS = ["#ffd54f", "#a1887f", "#f8bbd0", "#c5e1a5", "#90caf9", "#ffffff"];
const MOUTHS = [
  "M75 120 q25 30 50 0",
  "M80 132 q20 -20 40 0",
  "M82 124 h36",
  "M85 118 q15 40 30 0 z",
  "M78 122 q11 14 22 0 q11 14 22 0",
];
const EYES = [
  `<circle cx="75" cy="90" r="7"/><circle cx="125" cy="90" r="7"/>`,
  `<path d="M66 92 q9 -14 18 0 M116 92 q9 -14 18 0"/>`,
  `<path d="M66 86 l16 8 M134 86 l-16 8"/>`,
];

/** A face of the stand-in's own, the same for the same ids: LINE's drawings are not ours to hand out. */
export function drawSticker(packageId: string, stickerId: string): string {
  const skin = pick(SKINS, packageId);
  const ears =
    Number(packageId) % 2 === 0
      ? ""
      : `<circle cx="50" cy="50" r="22" fill="${skin}"/><circle cx="150" cy="50" r="22" fill="${skin}"/>`;
  return picture(200, ears + face(skin, `${packageId}/${stickerId}`));
}

/** As a sticker, but small and round. */
export function drawEmoji(productId: string, emojiId: string): string {
  return picture(64, face(pick(SKINS, productId), `${productId}/${emojiId}`));
}

function face(skin: string, seed: string): string {
  const eyes = pick(EYES, `eyes ${seed}`);
  const mouth = pick(MOUTHS, `mouth ${seed}`);
  return `<circle cx="100" cy="105" r="75" fill="${skin}"/>${eyes}<path d="${mouth}"/>`;
}

function picture(size: number, inside: string): string {
  const pen = `fill="none" stroke="#3e2723" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 200 200"><g ${pen}>${inside}</g></svg>`;
}

function pick<Thing>(things: readonly Thing[], seed: string): Thing {
  const [byte = 0] = createHash("sha256").update(seed).digest();
  return things[byte % things.length] as Thing;
}
