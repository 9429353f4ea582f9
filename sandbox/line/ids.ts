import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";

/** The form of a user id and of a bot's user id. */
export const USER_ID = /^U[0-9a-f]{32}$/;

export const newUserId = () => `U${randomBytes(16).toString("hex")}`;

/** The user id that a provider sees of a person: the same person always has the same one under the same provider. */
export function userIdUnder(personId: string, providerId: string): string {
  return `U${createHash("sha256").update(`${providerId}:${personId}`).digest("hex").slice(0, 32)}`;
}

/** Channel and provider ids are ten digits. */
export const newChannelId = () => String(randomInt(2_000_000_000, 2_099_999_999));
export const newChannelSecret = () => randomBytes(16).toString("hex");
export const newBasicId = () =>
  `@${randomInt(100, 999)}${randomBytes(4)
    .toString("base64url")
    .toLowerCase()
    .replace(/[^a-z]/g, "x")
    .slice(0, 5)}`;

/** Opaque, as LINE's are; 32 random bytes. */
export const newToken = () => randomBytes(32).toString("base64url");
export const newRequestId = () => randomUUID();

let lastMessageNumber = 0n;

/** Message ids are digits only and grow with time. */
export function newMessageId(): string {
  const candidate = BigInt(Date.now()) * 100_000n;
  lastMessageNumber = candidate > lastMessageNumber ? candidate : lastMessageNumber + 1n;
  return String(lastMessageNumber);
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID, the form of `webhookEventId`: 48 bits of time and 80 random bits in Crockford's base 32. */
export function newUlid(at: number): string {
  const random = [...randomBytes(16)].map((byte) => CROCKFORD.charAt(byte % 32)).join("");
  let time = "";
  for (let rest = at, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32)) {
    time = CROCKFORD.charAt(rest % 32) + time;
  }
  return time + random;
}

/** The part of a LIFF id behind the channel's. */
export const newLiffSuffix = () => randomBytes(4).toString("hex");
