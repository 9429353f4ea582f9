import type { Db } from "#app/platform/db.server.ts";
import { countAttemptStep } from "./count-attempt-step.server.ts";
import { ensureCustomer } from "./ensure-customer.server.ts";
import { findConfirmation } from "./find-confirmation.server.ts";
import type { LinkRefusal } from "./link-refusal.ts";
import { maskEmail, maskName } from "./mask.ts";
import { readLinkSettings } from "./read-link-settings.server.ts";
import { privacyPolicyUrlOf } from "./storefront-url.ts";

export type ConfirmPageData =
  | {
      outcome: "ready";
      line: { name: string | null; pictureUrl: string | null };
      customer: { name: string | null; email: string | null };
      privacyPolicyUrl: string;
      returnPath: string;
    }
  | { outcome: "refused"; reason: LinkRefusal; returnPath: string };

/** What the confirmation page shows: both sides masked, and the policy. Reading it consumes nothing. */
export async function readConfirmPage(options: {
  db: Db;
  shop: { id: string; domain: string };
  storefrontUrl: string;
  customerGid: string | null;
  code: string;
  now: Date;
  realTime: Date;
}): Promise<ConfirmPageData> {
  const { db, shop, storefrontUrl, customerGid, code, now, realTime } = options;
  const confirmation = await findConfirmation({ db, shopId: shop.id, customerGid, code, realTime });
  const returnPath = confirmation.attempt?.returnPath ?? "/";
  if (confirmation.outcome === "refused") {
    // Who opens a used page again was counted when it was used.
    if (confirmation.reason === "expired" && confirmation.attempt) {
      await countAttemptStep({ db, attempt: confirmation.attempt, step: "refused", now });
    }
    return { outcome: "refused", reason: confirmation.reason, returnPath };
  }
  const { attempt } = confirmation;
  const customer = await ensureCustomer({ db, shop, customerGid: confirmation.customerGid, now });
  if (!customer) return { outcome: "refused", reason: "customer_gone", returnPath };
  const settings = await readLinkSettings({ db, shopId: shop.id });
  return {
    outcome: "ready",
    line: { name: maskName(attempt.lineDisplayName), pictureUrl: attempt.linePictureUrl },
    customer: { name: maskName(customer.displayName), email: maskEmail(customer.email) },
    privacyPolicyUrl: privacyPolicyUrlOf(settings, storefrontUrl),
    returnPath,
  };
}
