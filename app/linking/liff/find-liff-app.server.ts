import type { Shop } from "@prisma/client";
import { openLogin } from "#app/channels/channel-secrets.server.ts";
import type { LoginCredentials } from "#app/line/login.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { readLinkSettings } from "../read-link-settings.server.ts";
import { storefrontPaths } from "../storefront-paths.ts";
import { privacyPolicyUrlOf, storefrontUrl } from "../storefront-url.ts";

/** A shop's LIFF app, with all that its pages say of the shop. */
export type LiffApp = {
  shop: Shop;
  channelId: string;
  login: LoginCredentials;
  liffId: string;
  storefrontUrl: string;
  privacyPolicyUrl: string;
};

/**
 * The LIFF app at an address. The address holds the id of the LINE Login channel: it is in every LIFF id, so it tells
 * nothing, and the merchant knows it before LINE gives out the LIFF id.
 *
 * @returns null when no shop has this channel, or its merchant has not set up LIFF
 */
export async function findLiffApp(options: {
  db: Db;
  loginChannelId: string;
}): Promise<LiffApp | null> {
  const { db, loginChannelId } = options;
  if (!/^\d{1,20}$/.test(loginChannelId)) return null;
  const channel = await db.channel.findUnique({
    where: { loginChannelId },
    include: { shop: true },
  });
  const login = channel && openLogin(channel);
  if (!channel?.messagingChannelId || !login || channel.shop.uninstalledAt) return null;
  const { shop } = channel;
  const settings = await readLinkSettings({ db, shopId: shop.id });
  const { liffId } = settings;
  // A LIFF id of another channel has tokens that are not for this one.
  if (!liffId?.startsWith(`${loginChannelId}-`)) return null;
  const storefront = storefrontUrl(shop);
  return {
    shop,
    channelId: channel.id,
    login,
    liffId,
    storefrontUrl: storefront,
    privacyPolicyUrl: privacyPolicyUrlOf(settings, storefront),
  };
}

/** Where the storefront links, by the customer's login there. */
export function siteUrl(app: LiffApp, locale: Locale): string {
  return app.storefrontUrl + storefrontPaths.link({ returnPath: "/", locale });
}
