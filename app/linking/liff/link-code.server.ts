import { isSameSecret, keyedHash } from "#app/platform/crypto.server.ts";

/**
 * The six digits of a proof. They follow from its id under ENCRYPTION_KEY: nothing of them is stored, a mail that is sent
 * again says the same, and a code is of one shop, LINE user and customer because the proof is.
 */
export function linkCodeOf(proofId: string): string {
  const number = BigInt(`0x${keyedHash(proofId, "link-code")}`) % 1_000_000n;
  return String(number).padStart(6, "0");
}

/** Compares what was typed, full-width digits and spaces included. */
export function isLinkCode(proofId: string, typed: string): boolean {
  return isSameSecret(typed.normalize("NFKC").replace(/[\s-]/g, ""), linkCodeOf(proofId));
}

/** A code can be tried so often, and so long. */
export const CODE_TRIES = 5;
export const CODE_LIFE_MS = 10 * 60_000;
