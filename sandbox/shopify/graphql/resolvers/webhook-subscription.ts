import { connectionOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";

/**
 * `webhookSubscriptions`: only those made through the Admin API. The toml's are the app's own and never listed,
 * so the list is empty until the stand-in can make shop-specific ones.
 */
export function searchWebhookSubscriptions(args: PageArguments) {
  return connectionOf([], args);
}
