import { validateSignature } from "@line/bot-sdk";

/**
 * Whether LINE signed these bytes with this channel's secret (LINE reference, "Signature validation"). To be asked
 * before anything is parsed: the signature is over the raw bytes.
 */
export function verifySignature(options: {
  secret: string;
  bytes: Buffer;
  signature: string | null | undefined;
}): boolean {
  const { secret, bytes, signature } = options;
  return Boolean(signature) && validateSignature(bytes, secret, signature ?? "");
}
