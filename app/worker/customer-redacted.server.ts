import { redactCheckouts } from "#app/checkouts/redact-checkouts.server.ts";
import { readComplianceCustomer } from "#app/customers/compliance-payload.ts";
import { redactCustomer } from "#app/customers/redact-customer.server.ts";
import { forgetImportedCustomer } from "#app/imports/forget-imported-customer.server.ts";
import { endLinkOfCustomer } from "#app/linking/end-link-of-customer.server.ts";
import { findFormerFriend } from "#app/linking/find-former-friend.server.ts";
import { forgetAnswers } from "#app/inbox/answers/forget-answers.server.ts";
import { forgetTalk } from "#app/inbox/forget-talk.server.ts";
import { redactSends } from "#app/messages/redact-sends.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/**
 * All that happens when a customer asks to be forgotten: the tie ends, the person goes out of customers, orders,
 * checkouts, sends, answers and the talk. The friend stays the account's friend, on LINE as here.
 */
export async function customerRedacted(event: ShopifyEvent): Promise<string> {
  const { db, shopId, payload, now } = event;
  const customerGid = readComplianceCustomer(payload);
  if (!customerGid) return "ignored";
  const about = { db, shopId, customerGid };
  const friend = (await endLinkOfCustomer({ ...about, now })) ?? (await findFormerFriend(about));
  if (friend) {
    await forgetAnswers({ db, shopId, ...friend, now });
    await forgetTalk({ db, shopId, ...friend });
  }
  const { checkoutIds } = await redactCheckouts({ db, shopId, customerGid, now });
  await redactSends({ db, shopId, subjectIds: checkoutIds, now });
  await forgetImportedCustomer({ db, shopId, customerGid });
  await redactCustomer({ db, shopId, customerGid, payload });
  // Kept as proof that it was done: a bare id, which leads to nobody any more.
  await db.auditEntry.create({
    data: {
      shopId,
      actor: "shopify",
      action: "customer.redacted",
      subject: customerGid,
      createdAt: now,
    },
  });
  return "redacted";
}
