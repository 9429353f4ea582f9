import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env.server.ts";

/** The form of a sealed value: version, 12-byte nonce, tag and ciphertext, base64url, joined by dots. */
const VERSION = "v1";

/**
 * Seals a secret with AES-256-GCM under ENCRYPTION_KEY.
 *
 * @param context what the secret belongs to, e.g. `channel:<id>:messaging`; opening it elsewhere fails, so a sealed
 *   value copied to another row is useless
 */
export function seal(plain: string, context: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [VERSION, nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/**
 * Opens what `seal` made with the same context.
 *
 * @throws Error when the value was tampered with, belongs to another context, or was sealed under another key
 */
export function unseal(sealed: string, context: string): string {
  const [version, nonce, tag, body] = sealed.split(".");
  if (version !== VERSION || !nonce || !tag || body === undefined) {
    throw new Error(`The sealed value of ${context} is not in a known form.`);
  }
  const decipher = createDecipheriv("aes-256-gcm", key(), Buffer.from(nonce, "base64url"));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  try {
    return Buffer.concat([
      decipher.update(Buffer.from(body, "base64url")),
      decipher.final(),
    ]).toString("utf8");
  } catch (cause) {
    throw new Error(
      `The sealed value of ${context} cannot be opened: wrong ENCRYPTION_KEY, or it was changed.`,
      { cause },
    );
  }
}

/** HMAC-SHA256 of raw bytes. */
export function hmacSha256(
  secret: string,
  bytes: Buffer | string,
  encoding: "base64" | "hex",
): string {
  return createHmac("sha256", secret).update(bytes).digest(encoding);
}

/** Compares two texts in a time that does not depend on where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** An unguessable code for URLs, cookies and states: 160 random bits, base64url, 27 characters. */
export function randomCode(): string {
  return randomBytes(20).toString("base64url");
}

/** SHA-256, hex: what is stored of a code, so that a copy of the database opens nothing. */
export function hashCode(code: string): string {
  return hash("sha256", code);
}

/**
 * HMAC-SHA256 under ENCRYPTION_KEY, hex: for what is so short that all of it could be tried against a bare hash.
 *
 * @param context what it is for, e.g. `rate`: the same text has another hash elsewhere
 */
export function keyedHash(text: string, context: string): string {
  return createHmac("sha256", key())
    .update(JSON.stringify([context, text]))
    .digest("hex");
}

function key(): Buffer {
  return Buffer.from(env().ENCRYPTION_KEY, "hex");
}
