import { v7 as uuid } from "uuid";
import { hashCode, randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
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
  db: Db;
  shopId: string;
  links: NewTrackedLink[];
}): Promise<string[]> {
  const { db, shopId, links } = options;
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
  await db.$executeRaw`
    INSERT INTO tracked_link (id, shop_id, code_hash, kind, target_url, fallback_url, send_id, checkout_id, expires_at)
    SELECT id, ${shopId}::uuid, "codeHash", kind, "targetUrl", "fallbackUrl", "sendId", "checkoutId", "expiresAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS link (
      id uuid, "codeHash" text, kind text, "targetUrl" text, "fallbackUrl" text, "sendId" uuid, "checkoutId" uuid,
      "expiresAt" timestamptz)`;
  return codes.map((code) => `${env().SHOPIFY_APP_URL}/r/${code}`);
}
