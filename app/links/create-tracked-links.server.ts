import type pg from "pg";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isWebUrl, trackedPath, type TrackedTarget } from "./tracked-link.ts";

/** What one message leads to. */
export type NewTrackedLink = {
  targets: TrackedTarget[];
  sendId: string | null;
  checkoutId: string | null;
  expiresAt: Date;
};

/**
 * Makes the tracked links of messages, in one statement. Only the hash of each code is kept: what is returned can't be
 * had again. A send that has been stopped, or whose person has been erased, since its message was asked for gets none: its
 * message does not go.
 *
 * @returns for each message the URLs of its targets, in their order
 * @throws Error when a target is not an http or https URL: a link of ours leads nowhere else
 */
export async function createTrackedLinks(options: {
  pool: pg.Pool;
  shopId: string;
  links: NewTrackedLink[];
}): Promise<string[][]> {
  const { pool, shopId, links } = options;
  if (links.length === 0) return [];
  const unsafe = links.flatMap(({ targets }) => targets).find((target) => !isSafe(target));
  if (unsafe)
    throw new Error(
      `A tracked link of kind ${unsafe.kind} leads to something that is not a web address.`,
    );
  const codes = links.map(() => randomCode());
  await pool.query({
    name: "links.create-tracked-links",
    text: `
      WITH under_way AS (
        SELECT send.id FROM (SELECT id FROM unnest($4::uuid[]) AS id ORDER BY id) AS named
        CROSS JOIN LATERAL (SELECT * FROM send WHERE id = named.id OFFSET 0 FOR KEY SHARE) AS send
        WHERE send.shop_id = $1 AND send.state = 'dispatching'
      )
      INSERT INTO tracked_link (code_hash, shop_id, targets, send_id, checkout_id, expires_at)
      SELECT code_hash, $1, targets, send_id, checkout_id, expires_at
      FROM unnest($2::text[], $3::jsonb[], $4::uuid[], $5::uuid[], $6::timestamptz[])
        AS link (code_hash, targets, send_id, checkout_id, expires_at)
      WHERE send_id IS NULL OR send_id IN (SELECT id FROM under_way)`,
    values: [
      shopId,
      codes.map((code) => hashCode(code)),
      links.map(({ targets }) => JSON.stringify(targets)),
      links.map(({ sendId }) => sendId),
      links.map(({ checkoutId }) => checkoutId),
      links.map(({ expiresAt }) => expiresAt),
    ],
  });
  return links.map(({ targets }, index) =>
    targets.map((_, place) => `${env().SHOPIFY_APP_URL}${trackedPath(codes[index]!, place)}`),
  );
}

function isSafe({ url, fallbackUrl }: TrackedTarget): boolean {
  return isWebUrl(url) && (fallbackUrl === null || isWebUrl(fallbackUrl));
}
