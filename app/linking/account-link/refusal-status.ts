import type { AccountLinkRefusal } from "./account-link.ts";

const statuses: Record<AccountLinkRefusal, number> = {
  unknown: 404,
  used: 410,
  expired: 410,
  other_customer: 403,
  other_friend: 403,
  logged_out: 403,
  failed: 403,
  closed: 403,
  line_taken: 409,
  customer_taken: 409,
  customer_gone: 409,
  not_connected: 503,
  unclear: 503,
};

/** HTTP's word for a refusal. */
export function accountLinkStatus(reason: AccountLinkRefusal): number {
  return statuses[reason];
}
