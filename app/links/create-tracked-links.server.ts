import type pg from "pg";
import { v7 as uuid } from "uuid";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isWebUrl, type TrackedLinkKind } from "./tracked-link.ts";

export type NewTrackedLink = {
  kind: TrackedLinkKind;
  targetUrl: string;
  /** Where to go when the target does not serve. */
  fallbackUrl?: string | null;
  sendId: string | null;
  checkoutId: string | null;
  expiresAt: Date;
};

/**
 * Makes tracked links, in one statement. Only the hash of each code is kept: what is returned can't be had again.
 *
 * @returns their URLs, in the order of `links`
 * @throws Error when a target is not an http or https URL: a link of ours leads nowhere else
 */
export async function createTrackedLinks(options: {
  pool: pg.Pool;
  shopId: string;
  links: NewTrackedLink[];
}): Promise<string[]> {
  const { pool, shopId, links } = options;
  if (links.length === 0) return [];
  const unsafe = links.find(
    (link) => ![link.targetUrl, link.fallbackUrl ?? link.targetUrl].every(isWebUrl),
  );
  if (unsafe)
    throw new Error(
      `A tracked link of kind ${unsafe.kind} leads to something that is not a web address.`,
    );
  const codes = links.map(() => randomCode());
  const rows = links.map((link, index) => ({
    ...link,
    id: uuid(),
    codeHash: hashCode(codes[index]!),
  }));
  await pool.query({
    name: "links.create-tracked-links",
    text: `
      INSERT INTO tracked_link (id, shop_id, code_hash, kind, target_url, fallback_url, send_id, checkout_id, expires_at)
      SELECT id, $1, "codeHash", kind, "targetUrl", "fallbackUrl", "sendId", "checkoutId", "expiresAt"
      FROM json_to_recordset($2::json) AS link (
        id uuid, "codeHash" text, kind text, "targetUrl" text, "fallbackUrl" text, "sendId" uuid, "checkoutId" uuid,
        "expiresAt" timestamptz)`,
    values: [shopId, JSON.stringify(rows)],
  });
  return codes.map((code) => `${env().SHOPIFY_APP_URL}/r/${code}`);
}
