import type { Db } from "#app/platform/db.server.ts";
import { ensureCustomer } from "../ensure-customer.server.ts";
import { maskEmail, maskName } from "../mask.ts";
import { readLinkSettings } from "../read-link-settings.server.ts";
import { privacyPolicyUrlOf } from "../storefront-url.ts";
import type { AccountLinkRefusal } from "./account-link.ts";
import { findAccountLink } from "./find-account-link.server.ts";

export type TalkPageData =
  | {
      outcome: "ready";
      line: { name: string | null; pictureUrl: string | null };
      customer: { name: string | null; email: string | null };
      privacyPolicyUrl: string;
    }
  /** LINE's dialog is open, or was left without an answer. */
  | { outcome: "asked" }
  | { outcome: "linked" }
  | { outcome: "refused"; reason: AccountLinkRefusal };

/** What the storefront's page of a link begun in the talk shows: both sides masked, or how it stands. */
export async function readTalkPage(options: {
  db: Db;
  shop: { id: string; domain: string };
  storefrontUrl: string;
  customerGid: string;
  code: string;
  now: Date;
  realTime: Date;
}): Promise<TalkPageData> {
  const { db, shop, storefrontUrl, customerGid, now } = options;
  const found = await findAccountLink({ ...options, shopId: shop.id });
  if (found.outcome !== "found") return found;
  const { state, friend } = found.attempt;
  if (state === "asked") return { outcome: "asked" };
  const customer = await ensureCustomer({ db, shop, customerGid, now });
  if (!customer) return { outcome: "refused", reason: "customer_gone" };
  const settings = await readLinkSettings({ db, shopId: shop.id });
  return {
    outcome: "ready",
    line: { name: maskName(friend.displayName), pictureUrl: friend.pictureUrl },
    customer: { name: maskName(customer.displayName), email: maskEmail(customer.email) },
    privacyPolicyUrl: privacyPolicyUrlOf(settings, storefrontUrl),
  };
}
