import type { Db } from "#app/platform/db.server.ts";
import { type ClosableMethod, isClosable } from "./link-method.ts";

export type LinkSettings = {
  customerTag: string;
  privacyPolicyUrl: string | null;
  greets: boolean;
  /** Null: our own words, in the shop's language */
  greetingText: string | null;
  giftCode: string | null;
  friendTagId: string | null;
  /** Null: our own words, in the shop's language */
  inviteText: string | null;
  /** Null: our own words, in the friend's language */
  inviteButton: string | null;
  liffId: string | null;
  closedWays: ClosableMethod[];
};

const DEFAULT_CUSTOMER_TAG = "musubi";

/** How the shop links: which ways are open, what is said, and what follows. */
export async function readLinkSettings(options: { db: Db; shopId: string }): Promise<LinkSettings> {
  const settings = await options.db.linkSettings.findUnique({ where: { shopId: options.shopId } });
  return {
    customerTag: settings?.customerTag ?? DEFAULT_CUSTOMER_TAG,
    privacyPolicyUrl: settings?.privacyPolicyUrl ?? null,
    greets: settings?.greets ?? false,
    greetingText: settings?.greetingText ?? null,
    giftCode: settings?.giftCode ?? null,
    friendTagId: settings?.friendTagId ?? null,
    inviteText: settings?.inviteText ?? null,
    inviteButton: settings?.inviteButton ?? null,
    liffId: settings?.liffId ?? null,
    closedWays: settings?.closedWays.filter(isClosable) ?? [],
  };
}
