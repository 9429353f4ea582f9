import { createHash } from "node:crypto";

/**
 * Orders the payloads of one resource, which Shopify delivers in any order: of two versions, the greater text is the
 * newer. `updated_at` counts whole seconds and is the same on a create and the update that follows at once, so
 * `X-Shopify-Triggered-At` decides between them, and the content where even that is the same: any rule will do there,
 * as long as every order of arrival ends alike.
 *
 * @param options.occurredAt when Shopify was triggered; null for what was read from its API, which then yields to a
 *   webhook of the same second
 */
export function payloadVersion(options: {
  updatedAt: Date | null;
  occurredAt: Date | null;
  content: unknown;
}): string {
  const { updatedAt, occurredAt, content } = options;
  const hash = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
  // A space sorts before every digit, so a missing moment is the oldest.
  return `${moment(updatedAt ?? occurredAt)} ${moment(occurredAt)} ${hash}`;
}

/**
 * The version of what was read from Shopify's API as it was at `readAt`: newer than what webhooks were triggered for before,
 * older than those after. Two readings of one moment are the same. Both moments as toISOString writes them.
 */
export function readingVersion(options: { updatedAt: string | null; readAt: string }): string {
  const { updatedAt, readAt } = options;
  return `${updatedAt ?? readAt} ${readAt} `;
}

function moment(at: Date | null): string {
  return at?.toISOString() ?? "";
}
