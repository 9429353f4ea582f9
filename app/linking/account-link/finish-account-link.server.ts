import { hashCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { tie } from "../tie.server.ts";
import type { AccountLinkRefusal } from "./account-link.ts";
import { oweAnswer } from "./owe-answer.server.ts";

export type FinishedAccountLink =
  "linked" | "already_linked" | "unknown_nonce" | `link_refused: ${AccountLinkRefusal}`;

/**
 * LINE's word that a friend has answered its dialog. Tied are the customer for whom the nonce was made and the friend who
 * asked in the talk, and only when the event is that friend's own: whoever opened the dialog with another LINE account, or
 * put another customer's nonce in its address, is refused. A nonce serves once. The friend is told in the talk, by the
 * event's reply token; LINE gives none with a failed result, which the storefront's page tells.
 *
 * @param options.db a transaction that holds `lockShopRecords`
 * @param options.friendId whose event it is
 */
export async function finishAccountLink(options: {
  db: Db;
  shopId: string;
  channelId: string;
  friendId: string;
  result: "ok" | "failed";
  nonce: string;
  replyToken: string | undefined;
  now: Date;
  /** Real time: the nonce is a token */
  realTime: Date;
}): Promise<FinishedAccountLink> {
  const { db, shopId, channelId, friendId, result, nonce, replyToken, now, realTime } = options;
  const attempt = await db.accountLinkAttempt.findFirst({
    where: { shopId, channelId, nonceHash: hashCode(nonce) },
  });
  const tell = (about: "linked" | `refused:${AccountLinkRefusal}`) =>
    oweAnswer({ db, shopId, friendId, about, replyToken });
  // Another tool of the account may link by LINE's dialog as well: its nonces are none of ours, and nothing is said.
  if (!attempt?.customerGid) return "unknown_nonce";
  const refuse = async (reason: AccountLinkRefusal): Promise<FinishedAccountLink> => {
    // What is over stays as it ended.
    if (attempt.state === "asked") {
      await db.accountLinkAttempt.update({
        where: { id: attempt.id, shopId },
        data: { state: "refused", refusedReason: reason, linkToken: null },
      });
    }
    await countLinkStep({ db, shopId, method: "account_link", step: "refused", now });
    await tell(`refused:${reason}`);
    return `link_refused: ${reason}`;
  };
  if (attempt.friendId !== friendId) return refuse("other_friend");
  if (attempt.state !== "asked") return refuse("used");
  if (result !== "ok") return refuse("failed");
  if (attempt.expiresAt <= realTime) return refuse("expired");

  await countLinkStep({ db, shopId, method: "account_link", step: "proved", now });
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: attempt.customerGid } },
  });
  if (!customer) return refuse("customer_gone");
  const [tied] = await tie({
    db,
    shopId,
    pairs: [{ friendId, customerId: customer.id }],
    method: "account_link",
    actor: "customer",
    now,
  });
  if (tied!.outcome === "refused") return refuse(tied!.reason);
  await db.accountLinkAttempt.update({
    where: { id: attempt.id, shopId },
    data: { state: "linked", linkToken: null },
  });
  await tell("linked");
  return tied!.outcome === "already" ? "already_linked" : "linked";
}
