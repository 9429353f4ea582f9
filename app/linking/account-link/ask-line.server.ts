import { readChannel } from "#app/channels/read-channel.server.ts";
import { accountLinkUrl } from "#app/line/link-token.server.ts";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { ensureCustomer } from "../ensure-customer.server.ts";
import { type AccountLinkRefusal, NONCE_MS } from "./account-link.ts";
import { findAccountLink } from "./find-account-link.server.ts";
import { renewLinkToken } from "./renew-link-token.server.ts";

/**
 * The customer says yes: a nonce is made for this customer and this friend, and the browser goes to LINE's dialog with it.
 * Nothing is tied before LINE's own word that the friend who asked has said yes there. Asking again ends the nonce before.
 *
 * @returns `asked` with the address of LINE's dialog
 */
export async function askLine(options: {
  db: Db;
  shop: { id: string; domain: string };
  customerGid: string;
  code: string;
  now: Date;
  realTime: Date;
}): Promise<
  | { outcome: "asked"; url: string }
  | { outcome: "linked" }
  | { outcome: "refused"; reason: AccountLinkRefusal }
> {
  const { db, shop, customerGid, now, realTime } = options;
  const shopId = shop.id;
  const refused = (reason: AccountLinkRefusal) => ({ outcome: "refused" as const, reason });
  const found = await findAccountLink({ ...options, shopId });
  if (found.outcome !== "found") return found;
  const { attempt } = found;
  const channel = await readChannel({ db, shopId });
  if (channel?.id !== attempt.channelId) return refused("not_connected");
  // What LINE's word will tie must be in the mirror by then.
  if (!(await ensureCustomer({ db, shop, customerGid, now }))) return refused("customer_gone");
  const token = await renewLinkToken({
    db,
    // A token that LINE's dialog has seen may be used up.
    attempt: attempt.state === "asked" ? { ...attempt, linkToken: null } : attempt,
    lineUserId: attempt.friend.lineUserId,
    credentials: channel.credentials,
  });
  if (token.outcome === "refused") return token;
  const nonce = randomCode();
  const { count } = await db.accountLinkAttempt.updateMany({
    where: { id: attempt.id, shopId, customerGid, state: { in: ["started", "asked"] } },
    data: {
      state: "asked",
      nonceHash: hashCode(nonce),
      expiresAt: new Date(realTime.getTime() + NONCE_MS),
    },
  });
  if (count === 0) return refused("used");
  return { outcome: "asked", url: accountLinkUrl({ linkToken: token.linkToken, nonce }) };
}
