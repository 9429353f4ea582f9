import type { Db } from "#app/platform/db.server.ts";

export type LinkSettings = { customerTag: string; privacyPolicyUrl: string | null };

const DEFAULT_CUSTOMER_TAG = "musubi";

/** How the shop links: the tag that customers get in Shopify, and the policy that the confirmation names. */
export async function readLinkSettings(options: { db: Db; shopId: string }): Promise<LinkSettings> {
  const settings = await options.db.linkSettings.findUnique({ where: { shopId: options.shopId } });
  return {
    customerTag: settings?.customerTag ?? DEFAULT_CUSTOMER_TAG,
    privacyPolicyUrl: settings?.privacyPolicyUrl ?? null,
  };
}
