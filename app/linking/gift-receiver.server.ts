import { hmacSha256 } from "#app/platform/crypto.server.ts";
import { env } from "#app/platform/env.server.ts";

type Receiver = { customerGid: string } | { lineUserId: string };

/**
 * By what a receiver of the after-link gift is known for ever, also when customer and friend are gone. Keyed, since a
 * customer's gid is a number that could be tried out.
 */
export function giftReceiver(shopId: string, receiver: Receiver): string {
  const who =
    "customerGid" in receiver
      ? `customer:${receiver.customerGid}`
      : `friend:${receiver.lineUserId}`;
  return hmacSha256(env().ENCRYPTION_KEY, `gift:${shopId}:${who}`, "hex");
}
